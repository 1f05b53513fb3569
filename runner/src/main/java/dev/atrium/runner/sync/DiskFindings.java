package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what a scan found into the index, as changes that somebody made on disk. Runs on the change
 * loop, so nothing else changes the project meanwhile; each finding is held against the disk once
 * more, because the scan ran beside it.
 */
final class DiskFindings {

  private final DiskView disk;
  private final DiskIndex index;
  private final Clock clock;

  DiskFindings(DiskView disk, DiskIndex index, Clock clock) {
    this.disk = disk;
    this.index = index;
    this.clock = clock;
  }

  /**
   * What became of the findings.
   *
   * @param changes in the order in which they are to be saved
   * @param again directories to scan again: they changed after the scan
   */
  record Taken(List<Change> changes, Set<ProjectPath> again) {}

  Taken take(List<Observation> observations) {
    Taken taken = new Taken(new ArrayList<>(), new HashSet<>());
    Instant now = clock.instant();
    for (Observation observation : observations) {
      try {
        Optional<FileStat> stat = disk.stat(observation.path());
        if (observation.isAbsence()) {
          takeAbsence(observation, stat, now, taken);
        } else {
          takePresence(observation, stat, now, taken);
        }
      } catch (IOException unreadable) {
        taken.again().add(observation.path().parent());
      }
    }
    return new Taken(GitRules.inSafeOrder(taken.changes()), taken.again());
  }

  private void takeAbsence(
      Observation observation, Optional<FileStat> stat, Instant now, Taken taken) {
    ProjectPath path = observation.path();
    if (stat.isPresent() && IndexEntry.typeOf(stat.get().kind()) != null) {
      taken.again().add(path.parent());
      return;
    }
    IndexEntry before = index.get(path);
    if (index.removeTree(path)) {
      ContentHash base = before == null ? null : before.hash();
      taken.changes().add(Change.delete(path, base, null, Cause.DISK, now));
    }
  }

  private void takePresence(
      Observation observation, Optional<FileStat> stat, Instant now, Taken taken) {
    ProjectPath path = observation.path();
    IndexEntry seen =
        IndexEntry.of(observation.stat(), observation.hash(), observation.seenMillis());
    if (stat.isEmpty() || !seen.matches(stat.get())) {
      taken.again().add(path.parent());
      boolean stillFile = stat.isPresent() && stat.get().kind() == FileKind.FILE;
      if (!observation.restless() || !stillFile) {
        return;
      }
    }
    IndexEntry before = index.get(path);
    if (before != null && before.sameContent(seen)) {
      index.put(path, seen);
      return;
    }
    if (before != null && before.type() != seen.type()) {
      index.removeTree(path);
      taken.changes().add(Change.delete(path, before.hash(), null, Cause.DISK, now));
    }
    index.put(path, seen);
    taken.changes().add(found(path, seen, before, now));
  }

  private static Change found(ProjectPath path, IndexEntry seen, IndexEntry before, Instant now) {
    ContentHash base = before == null ? null : before.hash();
    return switch (seen.type()) {
      case FILE ->
          Change.file(
              path, seen.mode(), base, seen.hash(), seen.size(), null, null, Cause.DISK, now);
      case DIRECTORY -> Change.directory(path, seen.mode(), null, Cause.DISK, now);
      case LINK -> Change.link(path, seen.target(), null, Cause.DISK, now);
    };
  }
}
