package dev.atrium.runner.journal;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.journal.JournalRecovery.Recovered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * The local journal. {@link #append} returns after the entries are durable; callers that arrive
 * while another one's force runs share the next force.
 *
 * <p>After a failed force nothing is known about the file, so the journal fails for good: every
 * later call throws {@link JournalFailedException}, and the next start reads what is there. A full
 * volume is no such failure: the group is refused with {@code out-of-space} and leaves nothing.
 *
 * <p>Thread-safe.
 */
public final class Journal implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Journal.class);

  private final JournalLimits limits;
  private final LongConsumer forceNanos;
  private final SegmentWriter writer;
  private final Recovered recovered;
  private final AtomicLong lastSeq;

  /** Guards the writer and the failure. */
  private final ReentrantLock io = new ReentrantLock();

  /** Guards {@link #waiting}; never held during I/O. */
  private final Object queue = new Object();

  private List<Waiting> waiting = new ArrayList<>();
  private Throwable failure;

  private Journal(
      JournalLimits limits, LongConsumer forceNanos, SegmentWriter writer, Recovered recovered) {
    this.limits = limits;
    this.forceNanos = forceNanos;
    this.writer = writer;
    this.recovered = recovered;
    this.lastSeq = new AtomicLong(recovered.maxSeq());
  }

  /**
   * Recovers the journal of a directory and opens it for appending.
   *
   * @param forceNanos is told how long each force took
   */
  public static Journal open(
      JournalDirectory directory, JournalLimits limits, LongConsumer forceNanos)
      throws IOException {
    Recovered recovered = new JournalRecovery(directory).run();
    SegmentWriter writer =
        new SegmentWriter(
            directory, limits, recovered.segments(), recovered.saved(), recovered.nextSegment());
    return new Journal(limits, forceNanos, writer, recovered);
  }

  /** The batches that were acknowledged but not marked saved before this start, in order. */
  public List<JournalEntry.Batch> unsaved() {
    return recovered.batches();
  }

  /** The updates of documents that were acknowledged but not marked saved before this start. */
  public List<JournalEntry.DocumentUpdate> unsavedUpdates() {
    return recovered.updates();
  }

  /** The newest batch that is known to have stood on disk before this start. */
  public long appliedBefore() {
    return recovered.applied();
  }

  /** The newest batch that outlives a power loss on disk, as far as is known. */
  public long forcedBefore() {
    return recovered.forced();
  }

  /** The newest saved mark from before this start; zeros if there was none. */
  public JournalEntry.Saved savedBefore() {
    return recovered.saved();
  }

  /** What could not be read at this start, in words; the files were put aside. */
  public List<String> damage() {
    return recovered.damage();
  }

  /** Takes the next number; it is spent even if nothing is journalled under it. */
  public long nextSeq() {
    return lastSeq.incrementAndGet();
  }

  /** Makes every later number greater than this one. */
  public void skipTo(long seq) {
    lastSeq.accumulateAndGet(seq, Math::max);
  }

  /** The newest number taken. */
  public long lastSeq() {
    return lastSeq.get();
  }

  /**
   * Makes entries durable, all or none, in this order.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code out-of-space}, {@code too-large}
   * @throws JournalFailedException if the disk failed, now or before
   */
  public void append(List<? extends JournalEntry> entries) {
    Waiting mine = new Waiting(encode(entries), newestSeq(entries));
    synchronized (queue) {
      waiting.add(mine);
    }
    io.lock();
    try {
      if (!mine.done) {
        writeGroup();
      }
    } finally {
      io.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
  }

  /** Writes a mark without forcing it: losing it costs work, never content. */
  public void note(JournalEntry mark) {
    io.lock();
    try {
      if (failure == null) {
        writer.note(JournalFrames.encode(mark), mark);
      }
    } catch (IOException failed) {
      failure = failed;
    } catch (ProblemException full) {
      LOG.debugf("A mark was not written: %s", full.getMessage());
    } finally {
      io.unlock();
    }
  }

  /** How many callers wait for the next force. */
  int waiting() {
    synchronized (queue) {
      return waiting.size();
    }
  }

  /** Whether the journal failed for good. */
  public boolean hasFailed() {
    io.lock();
    try {
      return failure != null;
    } finally {
      io.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    io.lock();
    try {
      writer.close();
      failure = failure == null ? new IOException("The journal is closed.") : failure;
    } finally {
      io.unlock();
    }
  }

  private void writeGroup() {
    List<Waiting> group;
    synchronized (queue) {
      group = waiting;
      waiting = new ArrayList<>();
    }
    RuntimeException outcome = null;
    try {
      if (failure != null) {
        throw new JournalFailedException(failure);
      }
      write(group);
    } catch (RuntimeException failed) {
      outcome = failed;
    } catch (IOException failed) {
      failure = failed;
      outcome = new JournalFailedException(failed);
    }
    for (Waiting entry : group) {
      entry.failure = outcome;
      entry.done = true;
    }
  }

  private void write(List<Waiting> group) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    long newest = 0;
    for (Waiting entry : group) {
      frames.addAll(entry.frames);
      newest = Math.max(newest, entry.newestSeq);
    }
    writer.write(frames, newest);
    long start = System.nanoTime();
    writer.force();
    forceNanos.accept(System.nanoTime() - start);
  }

  private List<byte[]> encode(List<? extends JournalEntry> entries) {
    List<byte[]> frames = new ArrayList<>(entries.size());
    for (JournalEntry entry : entries) {
      byte[] frame = JournalFrames.encode(entry);
      if (frame.length > limits.frameBytes()) {
        throw ProblemType.TOO_LARGE.thrown(
            "These changes together are larger than "
                + limits.frameBytes()
                + " bytes; send them in parts.");
      }
      frames.add(frame);
    }
    return frames;
  }

  private static long newestSeq(List<? extends JournalEntry> entries) {
    return entries.stream()
        .mapToLong(
            entry ->
                switch (entry) {
                  case JournalEntry.Batch batch -> batch.seq();
                  case JournalEntry.DocumentUpdate update -> update.seq();
                  default -> 0;
                })
        .max()
        .orElse(0);
  }

  /** A caller's frames on their way; the fields below are guarded by {@link #io}. */
  private static final class Waiting {
    private final List<byte[]> frames;
    private final long newestSeq;
    private boolean done;
    private RuntimeException failure;

    private Waiting(List<byte[]> frames, long newestSeq) {
      this.frames = frames;
      this.newestSeq = newestSeq;
    }
  }
}
