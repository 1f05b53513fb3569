package dev.atrium.runner.sync;

import dev.atrium.api.log.ContentRef;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What was acknowledged or seen and is not in S3 yet. Bounded: beyond its bounds single changes are
 * forgotten and the whole index is compared with the log instead. Thread-safe.
 */
final class PendingQueue {

  static final int MAX_CHANGES = 50_000;
  static final long MAX_INLINE_BYTES = 64L << 20;

  private List<PendingChange> changes = new ArrayList<>();
  private long inlineBytes;
  private long newestSeq;
  private boolean compare;
  private boolean nudged;

  /** What is to be uploaded next: changes, or a comparison of everything. */
  record Batch(List<PendingChange> changes, long newestSeq, boolean compare) {}

  /** Adds changes under their number, which is greater than any before. */
  synchronized void add(long seq, List<PendingChange> added) {
    newestSeq = seq;
    if (!compare) {
      changes.addAll(added);
      inlineBytes += added.stream().mapToLong(PendingQueue::inlineBytes).sum();
      if (changes.size() > MAX_CHANGES || inlineBytes > MAX_INLINE_BYTES) {
        requestComparison();
      }
    }
    notifyAll();
  }

  /** Asks for a comparison of everything in place of single changes. */
  synchronized void requestComparison() {
    compare = true;
    changes = new ArrayList<>();
    inlineBytes = 0;
    notifyAll();
  }

  /** Takes what there is; empty if there is nothing. */
  synchronized Batch take() {
    Batch batch = new Batch(changes, newestSeq, compare);
    changes = new ArrayList<>();
    inlineBytes = 0;
    compare = false;
    return batch;
  }

  /** Puts a batch that could not be uploaded back in front. */
  synchronized void putBack(Batch batch) {
    if (batch.compare()) {
      requestComparison();
      return;
    }
    if (!compare) {
      List<PendingChange> all = new ArrayList<>(batch.changes());
      all.addAll(changes);
      changes = all;
      inlineBytes += batch.changes().stream().mapToLong(PendingQueue::inlineBytes).sum();
    }
  }

  /** The newest number that was added. */
  synchronized long newestSeq() {
    return newestSeq;
  }

  synchronized boolean isEmpty(long savedSeq) {
    return changes.isEmpty() && !compare && newestSeq <= savedSeq;
  }

  /** Ends {@link #await}, now or the next time, although there may be nothing new. */
  synchronized void nudge() {
    nudged = true;
    notifyAll();
  }

  /**
   * Waits until there is something newer than what is saved, or a nudge, or the time is over.
   *
   * @return whether there is something
   */
  synchronized boolean await(long savedSeq, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (isEmpty(savedSeq) && !nudged && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    nudged = false;
    return !isEmpty(savedSeq);
  }

  private static long inlineBytes(PendingChange pending) {
    return pending.change().content() instanceof ContentRef.Inline inline
        ? inline.bytes().length
        : 0;
  }
}
