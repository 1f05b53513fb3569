package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Carries changes out on disk and in the index. Changes of different paths may be made at once. */
final class Applier {

  private final ProjectTree tree;
  private final DiskIndex index;
  private final Excludes excludes;
  private final Clock clock;

  Applier(ProjectTree tree, DiskIndex index, Excludes excludes, Clock clock) {
    this.tree = tree;
    this.index = index;
    this.excludes = excludes;
    this.clock = clock;
  }

  /**
   * Makes one change that was checked before.
   *
   * <p>The index learns of it right behind the disk; the watcher's findings are taken up by the
   * same thread afterwards, so it never mistakes the change for somebody else's.
   */
  void apply(Change change) throws IOException {
    if (change.isDeletion()) {
      tree.deleteRecursively(change.path());
      index.removeTree(change.path());
      return;
    }
    if (change.movedFrom() != null) {
      tree.move(change.movedFrom(), change.path());
      index.moveTree(change.movedFrom(), change.path());
      if (excludes.isLocalOnly(change.path())) {
        index.removeTree(change.path());
      }
      return;
    }
    switch (change.type()) {
      case DIRECTORY -> tree.createDirectory(change.path(), change.mode());
      case LINK -> tree.createLink(change.path(), change.target());
      case FILE -> writeFile(change);
    }
    record(change);
  }

  private void writeFile(Change change) throws IOException {
    switch (change.content()) {
      case ContentRef.Inline inline -> tree.write(change.path(), inline.bytes(), change.mode());
      case ContentRef.OnDisk staged ->
          tree.adopt(
              new StagedFile(staged.staged(), change.size(), change.hash()),
              change.path(),
              change.mode());
      case null -> tree.setMode(change.path(), change.mode());
      case ContentRef.Blob remote -> throw remoteContent();
      case ContentRef.Slice remote -> throw remoteContent();
    }
  }

  private void record(Change change) throws IOException {
    ProjectPath path = change.path();
    if (excludes.isLocalOnly(path)) {
      return;
    }
    Optional<FileStat> stat = tree.stat(path);
    if (stat.isPresent()) {
      index.put(path, IndexEntry.of(stat.get(), change.hash(), clock.millis()));
    }
  }

  private static IllegalArgumentException remoteContent() {
    return new IllegalArgumentException("A local change names content that is in S3.");
  }
}
