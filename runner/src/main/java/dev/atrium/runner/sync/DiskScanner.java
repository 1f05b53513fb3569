package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares directories with the index: stat first, content only where the stat says that something
 * may have changed. Changes nothing. Used by one thread at a time.
 */
final class DiskScanner {

  private static final long LARGE_BYTES = 4L << 20;
  private static final long QUIET_MILLIS = 1000;

  private final RestlessFiles restless = new RestlessFiles();
  private final Unreadable unreadable = new Unreadable();
  private final ProjectTree tree;
  private final DiskIndex index;
  private final Excludes excludes;
  private final Clock clock;

  DiskScanner(ProjectTree tree, DiskIndex index, Excludes excludes, Clock clock) {
    this.tree = tree;
    this.index = index;
    this.excludes = excludes;
    this.clock = clock;
  }

  /**
   * What a scan found.
   *
   * @param observations parents before what they contain
   * @param again directories that have to be looked at again soon
   */
  record Scan(List<Observation> observations, Set<ProjectPath> again) {}

  /** What no scan could read so far; to be asked between scans. */
  Unreadable unreadable() {
    return unreadable;
  }

  /**
   * Looks at directories.
   *
   * @param enter is asked for each directory in them, before it is listed, whether to go into it;
   *     those that the index does not have are entered anyway
   */
  Scan scan(Collection<ProjectPath> directories, Predicate<FileStat> enter) {
    Scan scan = new Scan(new ArrayList<>(), new HashSet<>());
    Set<ProjectPath> done = new HashSet<>();
    for (ProjectPath directory : new TreeSet<>(directories)) {
      if (!excludes.isLocalOnly(directory)) {
        scanDirectory(directory, enter, scan, done);
      }
    }
    return scan;
  }

  private void scanDirectory(
      ProjectPath directory, Predicate<FileStat> enter, Scan scan, Set<ProjectPath> done) {
    if (!done.add(directory)) {
      return;
    }
    List<FileStat> found;
    try {
      found = tree.list(directory);
    } catch (AccessDeniedException closed) {
      unreadable.add(directory);
      return;
    } catch (IOException | ProblemException gone) {
      // A directory that cannot be read says nothing about what is in it; one that is gone is
      // missing from its parent.
      return;
    }
    unreadable.remove(directory);
    unreadable.listed(
        directory, found.stream().map(FileStat::path).collect(Collectors.toUnmodifiableSet()));
    Set<ProjectPath> missing = new HashSet<>(index.children(directory));
    for (FileStat stat : found) {
      if (stat.kind() == FileKind.OTHER || excludes.isLocalOnly(stat.path())) {
        continue;
      }
      missing.remove(stat.path());
      observe(stat, scan);
      if (stat.kind() == FileKind.DIRECTORY) {
        boolean wanted = enter.test(stat);
        if (wanted || index.get(stat.path()) == null) {
          scanDirectory(stat.path(), enter, scan, done);
        }
      }
    }
    missing.stream().sorted().map(Observation::absent).forEach(scan.observations()::add);
  }

  private void observe(FileStat stat, Scan scan) {
    IndexEntry entry = index.get(stat.path());
    if (entry != null && entry.settled() && entry.matches(stat)) {
      restless.settled(stat.path());
      forgetReadable(stat);
      return;
    }
    boolean isFile = stat.kind() == FileKind.FILE;
    boolean overdue = isFile && restless.isDue(stat.path(), clock.millis());
    if (isFile && !overdue && isStillWritten(stat)) {
      scan.again().add(stat.path().parent());
      return;
    }
    if (entry != null && !isFile && entry.matches(stat)) {
      return;
    }
    try {
      ContentHash hash = isFile ? tree.hash(stat.path()) : null;
      forgetReadable(stat);
      scan.observations().add(new Observation(stat.path(), stat, hash, clock.millis(), overdue));
    } catch (AccessDeniedException closed) {
      // Its new mode is an event of its own, so nothing is gained by looking again and again.
      unreadable.add(stat.path());
    } catch (IOException | ProblemException changing) {
      scan.again().add(stat.path().parent());
    }
  }

  /** A directory is found to be readable by being listed. */
  private void forgetReadable(FileStat stat) {
    if (stat.kind() != FileKind.DIRECTORY) {
      unreadable.remove(stat.path());
    }
  }

  /**
   * A large file that was just written to is read once it is quiet, or at an interval, not over and
   * over.
   */
  private boolean isStillWritten(FileStat stat) {
    long age = clock.millis() - stat.modifiedNanos() / 1_000_000;
    return stat.size() > LARGE_BYTES && age >= 0 && age < QUIET_MILLIS;
  }
}
