package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Makes what was applied outlive a power loss, off the way of an edit: contents are forced before
 * they are renamed into the project, and this forces the directories later. Until then the journal
 * alone answers for an edit. Thread-safe.
 */
final class TreeForce {

  private static final Logger LOG = Logger.getLogger(TreeForce.class);

  /** Forces a directory, and fails if the disk does. */
  @FunctionalInterface
  interface Directories {
    void force(ProjectPath directory) throws IOException;
  }

  /** Forces the directory of staged files. */
  @FunctionalInterface
  interface Staging {
    void force() throws IOException;
  }

  private final Directories directories;
  private final Staging staging;
  private Set<ProjectPath> touched = new HashSet<>();

  /** After a failed force nothing is known about the disk, and a second try proves nothing. */
  private boolean failed;

  TreeForce(Directories directories, Staging staging) {
    this.directories = directories;
    this.staging = staging;
  }

  /** Makes the staged files that changes name outlive a power loss, as the journal's entry will. */
  void keepStaged(Collection<Change> changes) {
    if (changes.stream().noneMatch(change -> change.content() instanceof ContentRef.OnDisk)) {
      return;
    }
    try {
      staging.force();
    } catch (IOException broken) {
      throw new UncheckedIOException("The disk does not make uploads durable.", broken);
    }
  }

  /** Notes the directories in which changes were just carried out. */
  synchronized void touched(Collection<Change> changes) {
    for (Change change : changes) {
      touched.add(change.path().parent());
      if (change.movedFrom() != null) {
        touched.add(change.movedFrom().parent());
      }
    }
  }

  /** Notes the directories of paths that were just written. */
  synchronized void touchedPaths(Collection<ProjectPath> paths) {
    paths.forEach(path -> touched.add(path.parent()));
  }

  /**
   * Forces whatever was touched before the call; blocks on the disk.
   *
   * @return whether all of it outlives a power loss now
   */
  synchronized boolean force() {
    if (failed) {
      return false;
    }
    try {
      for (ProjectPath directory : touched) {
        directories.force(directory);
      }
      touched = new HashSet<>();
      return true;
    } catch (ClosedByInterruptException stopped) {
      return false;
    } catch (IOException broken) {
      failed = true;
      LOG.error("The disk does not make files durable; the journal keeps every edit.", broken);
      return false;
    }
  }
}
