package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * What stands on disk right now: the index where the stat still agrees with it, the content where
 * not. Thread-safe.
 */
final class DiskView {

  private final ProjectTree tree;
  private final DiskIndex index;

  DiskView(ProjectTree tree, DiskIndex index) {
    this.tree = tree;
    this.index = index;
  }

  /**
   * Looks at a path.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  Standing at(ProjectPath path) {
    try {
      Optional<FileStat> stat = stat(path);
      if (stat.isEmpty()) {
        return Standing.NOTHING;
      }
      FileStat found = stat.get();
      ContentHash hash = found.kind() == FileKind.FILE ? hash(found) : null;
      return new Standing(found.kind(), hash, found.mode());
    } catch (NoSuchFileException vanished) {
      return Standing.NOTHING;
    } catch (IOException refused) {
      throw new UncheckedIOException("'" + path + "' cannot be read.", refused);
    }
  }

  /** What lstat says; also nothing where a component on the way is no directory. */
  Optional<FileStat> stat(ProjectPath path) throws IOException {
    try {
      return tree.stat(path);
    } catch (ProblemException notBelowDirectories) {
      return Optional.empty();
    }
  }

  private ContentHash hash(FileStat stat) throws IOException {
    IndexEntry entry = index.get(stat.path());
    return entry != null && entry.settled() && entry.matches(stat)
        ? entry.hash()
        : tree.hash(stat.path());
  }
}
