package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What was acknowledged or seen and is not in S3 yet. Bounded: beyond its bounds single changes are
 * forgotten and the whole index is compared with the log instead. Thread-safe.
 */
final class PendingQueue {

  static final int MAX_CHANGES = 50_000;
  static final long MAX_INLINE_BYTES = 64L << 20;

  private List<PendingChange> changes = new ArrayList<>();
  private long inlineBytes;
  private final Map<Object, Held> held = new IdentityHashMap<>();
  private Map<String, DocumentState> documents = new LinkedHashMap<>();
  private long newestSeq;
  private boolean compare;
  private boolean nudged;

  /**
   * What is to be uploaded next: changes, or a comparison of everything.
   *
   * @param documents what a comparison cannot find: the documents' part of forgotten changes, by
   *     guid, because their files may have moved
   */
  record Batch(
      List<PendingChange> changes,
      Map<String, DocumentState> documents,
      long newestSeq,
      boolean compare) {}

  /**
   * Takes a number for something that is acknowledged now and becomes a change later. Until {@link
   * #release} neither it nor anything newer counts as saved.
   *
   * @param holder by identity; of its numbers the first counts
   */
  synchronized long hold(Object holder, LongSupplier next) {
    long seq = next.getAsLong();
    held.merge(holder, new Held(seq, seq), (before, now) -> new Held(before.first(), seq));
    return seq;
  }

  /**
   * What was held has become a change that was added. To be called on the change loop: there every
   * number that a commit has taken was added, so that what was held counts like one of them.
   */
  synchronized void release(Object holder) {
    Held released = held.remove(holder);
    if (released != null) {
      newestSeq = Math.max(newestSeq, released.last());
      notifyAll();
    }
  }

  /** The first and the last number of a holder. */
  private record Held(long first, long last) {}

  /** Adds changes under their number, which is greater than any before. */
  synchronized void add(long seq, List<PendingChange> added) {
    newestSeq = Math.max(newestSeq, seq);
    if (compare) {
      keepDocuments(added);
    } else {
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
    keepDocuments(changes);
    changes = new ArrayList<>();
    inlineBytes = 0;
    notifyAll();
  }

  /** Asks for a comparison in place of changes that were taken and could not be uploaded. */
  synchronized void compareInPlaceOf(List<PendingChange> taken) {
    requestComparison();
    keepBefore(() -> keepDocuments(taken));
  }

  /** Keeps the documents' part of changes that are forgotten. */
  private void keepDocuments(List<PendingChange> forgotten) {
    for (PendingChange pending : forgotten) {
      DocumentState document = pending.change().document();
      if (document != null) {
        keepDocument(document.guid(), document);
      }
    }
  }

  private void keepDocument(String guid, DocumentState document) {
    documents.merge(guid, document, DocumentState::then);
  }

  /** Keeps something in front of what is kept, because it was taken before that came. */
  private void keepBefore(Runnable keep) {
    Map<String, DocumentState> later = takeDocuments();
    keep.run();
    later.forEach(this::keepDocument);
  }

  private Map<String, DocumentState> takeDocuments() {
    Map<String, DocumentState> taken = documents;
    documents = new LinkedHashMap<>();
    return taken;
  }

  /**
   * Forgets what waits, because a comparison that begins now covers it.
   *
   * @param newest the newest number taken
   */
  synchronized Batch takeForComparison(long newest) {
    keepDocuments(changes);
    changes = new ArrayList<>();
    newestSeq = Math.max(newestSeq, newest);
    return take();
  }

  /** Takes what there is; empty if there is nothing. */
  synchronized Batch take() {
    Batch batch = new Batch(changes, takeDocuments(), savableSeq(), compare);
    changes = new ArrayList<>();
    inlineBytes = 0;
    compare = false;
    return batch;
  }

  /** Puts a batch that could not be uploaded back in front. */
  synchronized void putBack(Batch batch) {
    if (batch.compare()) {
      requestComparison();
    }
    keepBefore(() -> batch.documents().forEach(this::keepDocument));
    if (compare) {
      keepBefore(() -> keepDocuments(batch.changes()));
    } else {
      List<PendingChange> all = new ArrayList<>(batch.changes());
      all.addAll(changes);
      changes = all;
      inlineBytes += batch.changes().stream().mapToLong(PendingQueue::inlineBytes).sum();
    }
  }

  private long savableSeq() {
    long firstHeld = held.values().stream().mapToLong(Held::first).min().orElse(Long.MAX_VALUE);
    return Math.min(newestSeq, firstHeld - 1);
  }

  /** How many changes wait. */
  synchronized int size() {
    return changes.size();
  }

  /** The newest number that was added. */
  synchronized long newestSeq() {
    return newestSeq;
  }

  synchronized boolean isEmpty(long savedSeq) {
    return changes.isEmpty() && !compare && savableSeq() <= savedSeq;
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
    Change change = pending.change();
    long content = change.content() instanceof ContentRef.Inline inline ? inline.bytes().length : 0;
    return change.document() == null ? content : content + change.document().inlineBytes();
  }

  @Override
  public synchronized String toString() {
    return "%d changes, newest %d, held %s".formatted(changes.size(), newestSeq, held.values());
  }
}
