package dev.atrium.runner.sync;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom a difference between disk and log is owed to, where the journal or a conflict says so.
 * Thread-safe.
 */
final class Attribution {

  private static final Owed DISK = new Owed(null, Cause.DISK);

  private final Map<ProjectPath, Owed> known = new ConcurrentHashMap<>();

  /** Who changed a path and why. */
  record Owed(String author, Cause cause) {}

  void learn(List<JournalEntry.Batch> batches) {
    for (JournalEntry.Batch batch : batches) {
      for (Change change : batch.changes()) {
        known.put(change.path(), new Owed(change.author(), change.cause()));
      }
    }
  }

  void conflictCopy(ProjectPath path, String author) {
    known.put(path, new Owed(author, Cause.CONFLICT_COPY));
  }

  boolean isKnown(ProjectPath path) {
    return known.containsKey(path);
  }

  Owed of(ProjectPath path) {
    return known.getOrDefault(path, DISK);
  }

  /** Everything is saved; what happens from now on is told with its own author. */
  void forget() {
    known.clear();
  }
}
