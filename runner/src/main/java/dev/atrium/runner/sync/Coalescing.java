package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds many writes of the same file into the last one. */
final class Coalescing {

  private Coalescing() {}

  /**
   * Leaves out every write of a file that a later write of the same file replaces; the later one
   * takes over its base, and what it adds to the file's document. Moves, deletions and everything
   * else that changes what paths mean stay where they are, and nothing is folded across them.
   */
  static List<PendingChange> coalesce(List<PendingChange> changes) {
    List<PendingChange> kept = new ArrayList<>(changes.size());
    Map<ProjectPath, Integer> writes = new HashMap<>();
    for (PendingChange pending : changes) {
      if (!isPlainWrite(pending.change())) {
        writes.clear();
        kept.add(pending);
        continue;
      }
      Integer before = writes.put(pending.change().path(), kept.size());
      if (before == null) {
        kept.add(pending);
      } else {
        kept.add(withBase(pending, kept.get(before).change()));
        kept.set(before, null);
      }
    }
    kept.removeIf(java.util.Objects::isNull);
    return kept;
  }

  private static boolean isPlainWrite(Change change) {
    return change.type() == FileType.FILE && change.movedFrom() == null && change.hash() != null;
  }

  private static PendingChange withBase(PendingChange pending, Change earlier) {
    Change change = pending.change();
    Change merged =
        Change.file(
            change.path(),
            change.mode(),
            earlier.base(),
            change.hash(),
            change.size(),
            change.content(),
            change.author(),
            change.cause(),
            change.at());
    DocumentState document =
        earlier.document() == null ? change.document() : earlier.document().then(change.document());
    return new PendingChange(pending.position(), merged.withDocument(document), pending.content());
  }
}
