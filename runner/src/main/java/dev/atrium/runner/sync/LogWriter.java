package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Brings one batch after the other into the log: its changes, or what a comparison of everything
 * finds. The uploader's thread only.
 */
final class LogWriter {

  /** What {@link #write} returns when it cannot say that anything newer is saved. */
  static final long NOTHING_NEWER = 0;

  private final ChangeLoop loop;
  private final DiskIndex index;
  private final PendingQueue pending;
  private final Outgoing outgoing;
  private final RestlessUpload restless;
  private final Journal journal;
  private final Durability durability;
  private final Volume volume;
  private final Attribution attribution;
  private final Clock clock;
  private boolean leftOut;

  LogWriter(
      ChangeLoop loop,
      DiskIndex index,
      PendingQueue pending,
      Outgoing outgoing,
      RestlessUpload restless,
      Journal journal,
      Durability durability,
      Volume volume,
      Attribution attribution,
      Clock clock) {
    this.loop = loop;
    this.index = index;
    this.pending = pending;
    this.outgoing = outgoing;
    this.restless = restless;
    this.journal = journal;
    this.durability = durability;
    this.volume = volume;
    this.attribution = attribution;
    this.clock = clock;
  }

  /** Whether files changed while the last batch read them, so that they are better left alone. */
  boolean leftOut() {
    return leftOut;
  }

  /**
   * Writes a batch; after a failure the whole batch is to be written again.
   *
   * @return the number up to which the log has everything now, or {@link #NOTHING_NEWER}
   */
  long write(SavedLog log, PendingQueue.Batch batch)
      throws StorageUnreachableException, SupersededException {
    durability.force(batch.newestSeq());
    return batch.compare() ? writeDifference(log) : writeChanges(log, batch);
  }

  private long writeChanges(SavedLog log, PendingQueue.Batch batch)
      throws StorageUnreachableException, SupersededException {
    List<PendingChange> out = append(log, Coalescing.coalesce(batch.changes()));
    compareAgain(log, out);
    boolean acknowledgedLeftOut = out.stream().anyMatch(change -> change.position() > 0);
    return acknowledgedLeftOut ? NOTHING_NEWER : batch.newestSeq();
  }

  /** Compares the index with the log; what was waiting before the look at the index is covered. */
  private long writeDifference(SavedLog log)
      throws StorageUnreachableException, SupersededException {
    Snapshot snapshot =
        loop.call(
            () -> {
              pending.take();
              return new Snapshot(index.snapshot(), journal.lastSeq());
            });
    durability.force(snapshot.seq());
    List<Change> changes =
        TreeDiff.changes(snapshot.disk(), log.tree(), attribution, clock.instant());
    compareAgain(log, append(log, outgoing.found(changes)));
    if (!leftOut) {
      attribution.forget();
    }
    return snapshot.seq();
  }

  /** Returns what was left out. */
  private List<PendingChange> append(SavedLog log, List<PendingChange> changes)
      throws StorageUnreachableException, SupersededException {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<PendingChange> out = log.append(changes);
    Set<PendingChange> missing = new HashSet<>(out);
    volume.saved(
        log.seq(),
        changes.stream().filter(c -> !missing.contains(c)).map(PendingChange::change).toList());
    return out;
  }

  /** What changed while it was read is found, as it is by then, by comparing everything. */
  private void compareAgain(SavedLog log, List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    leftOut = !out.isEmpty();
    if (leftOut) {
      appendCopies(log, out);
      pending.requestComparison();
    }
  }

  private void appendCopies(SavedLog log, List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    try {
      append(log, restless.copy(out));
    } finally {
      restless.discard();
    }
  }

  private record Snapshot(NavigableMap<ProjectPath, IndexEntry> disk, long seq) {}
}
