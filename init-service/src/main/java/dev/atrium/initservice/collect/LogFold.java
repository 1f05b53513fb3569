package dev.atrium.initservice.collect;

import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Folds records into a checkpoint. Pure and not thread-safe. */
final class LogFold {

  private final Checkpoint base;
  private final TreeState tree;
  private LogRecord last;

  /**
   * @param base the checkpoint before the first record, or null if that is record 1
   */
  LogFold(Checkpoint base) {
    this.base = base;
    this.tree = new TreeState(base == null ? List.of() : base.entries());
  }

  /** Folds the next record in. */
  void add(LogRecord record) {
    tree.apply(record);
    last = record;
  }

  /** The checkpoint after the records so far, of which there must be one. */
  Checkpoint checkpoint(Instant at) {
    return new Checkpoint(
        last.seq(), last.epoch(), at, List.copyOf(tree.entries().values()), unprojected());
  }

  /** The same checkpoint with other places of contents. */
  static Checkpoint withContents(Checkpoint checkpoint, Map<ProjectPath, ContentRef> contents) {
    return new Checkpoint(
        checkpoint.seq(),
        checkpoint.epoch(),
        checkpoint.at(),
        checkpoint.entries().stream()
            .map(entry -> entry.withContent(contents.getOrDefault(entry.path(), entry.content())))
            .toList(),
        checkpoint.unprojected());
  }

  /** What was behind at the base, and what changed since; null if that is not known. */
  private List<ProjectPath> unprojected() {
    if (base == null || base.unprojected() == null) {
      return null;
    }
    TreeState before = new TreeState(base.entries());
    TreeSet<ProjectPath> paths = new TreeSet<>(base.unprojected());
    addDifferences(paths, before, tree);
    addDifferences(paths, tree, before);
    return List.copyOf(paths);
  }

  private static void addDifferences(TreeSet<ProjectPath> paths, TreeState one, TreeState other) {
    one.entries()
        .forEach(
            (path, entry) -> {
              TreeEntry there = other.get(path);
              if (there == null
                  || there.type() != entry.type()
                  || !Objects.equals(there.hash(), entry.hash())) {
                paths.add(path);
              }
            });
  }
}
