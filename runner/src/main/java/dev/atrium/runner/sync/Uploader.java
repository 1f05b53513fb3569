package dev.atrium.runner.sync;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.StorageState;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Brings what was acknowledged or seen to S3, on one virtual thread that owns the log. What arrives
 * while one batch is on its way forms the next.
 */
final class Uploader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Uploader.class);

  /** How long the first change waits for company. */
  private static final long GATHER_MILLIS = 150;

  /** How long files that change while they are read are left alone. */
  private static final long CHANGING_MILLIS = 600;

  /** So many changes at once are probably one thing that somebody does, which may go on. */
  private static final int MASS_CHANGES = 100;

  /** It is over when nothing comes for so long. */
  private static final long MASS_MILLIS = 500;

  /** So often that is waited for. */
  private static final int MASS_PAUSES = 8;

  private static final long IDLE_MILLIS = 60_000;

  /** Opens the log and brings disk and log together where they parted; may be tried again. */
  interface Opening {
    SavedLog open() throws StorageUnreachableException, SupersededException;
  }

  private final Opening opening;
  private final PendingQueue pending;
  private final LogWriter writer;
  private final Journal journal;
  private final Durability durability;
  private final Feed feed;
  private final Clock clock;
  private final Backoff backoff;
  private final Runnable superseded;
  private final Consumer<SavedLog> openedLate;
  private final ProjectionLoop projector;

  private volatile SavedLog log;
  private volatile long savedSeq;
  private volatile long logSeq;
  private volatile boolean uploading;
  private volatile boolean closed;
  private volatile boolean hurry;
  private boolean reachable = true;
  private Thread thread;

  /**
   * @param superseded is run once, when a newer runner has the log
   * @param openedLate is told once, if the log was opened only after {@link #start}
   */
  Uploader(
      Opening opening,
      PendingQueue pending,
      LogWriter writer,
      Journal journal,
      Durability durability,
      Feed feed,
      Clock clock,
      RandomGenerator random,
      Runnable superseded,
      Consumer<SavedLog> openedLate) {
    this.opening = opening;
    this.pending = pending;
    this.writer = writer;
    this.journal = journal;
    this.durability = durability;
    this.feed = feed;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.superseded = superseded;
    this.openedLate = openedLate;
    this.projector = new ProjectionLoop(pending::nudge);
  }

  /**
   * Starts uploading.
   *
   * @param opened the log if it is open already, else null
   */
  void start(SavedLog opened) {
    log = opened;
    logSeq = opened == null ? 0 : opened.seq();
    thread = Thread.ofVirtual().name("atrium-uploader").start(this::run);
  }

  /** The log; null until it is open. */
  SavedLog log() {
    return log;
  }

  /** The newest number of which S3 has everything. */
  long savedSeq() {
    return savedSeq;
  }

  /** The newest record of the log that this runner wrote; 0 before the first. */
  long logSeq() {
    return logSeq;
  }

  /** Whether S3 has everything up to a number and nothing is under way. */
  boolean isIdleAt(long seq) {
    return savedSeq == seq && pending.isEmpty(seq) && !uploading;
  }

  /**
   * Waits until S3 has everything up to a number, without waiting for company or backing off.
   *
   * @return whether it has
   */
  boolean awaitSaved(long seq, Duration timeout) throws InterruptedException {
    hurry = true;
    try {
      return await(() -> savedSeq >= seq && pending.isEmpty(savedSeq), timeout);
    } finally {
      hurry = false;
    }
  }

  /**
   * Waits until the plain objects below {@code files/} are what was saved, and the log says so.
   *
   * @return whether they are
   */
  boolean awaitProjected(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    return projector.await(timeout)
        && await(() -> !owesNote(), Duration.ofNanos(end - System.nanoTime()));
  }

  private boolean owesNote() {
    SavedLog opened = log;
    return opened != null && opened.owesNote();
  }

  private synchronized boolean await(BooleanSupplier condition, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toMillis(); left > 0 && !condition.getAsBoolean(); ) {
      wait(Math.min(left, 50));
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return condition.getAsBoolean();
  }

  @Override
  public void close() {
    closed = true;
    projector.close();
    if (thread == null) {
      return;
    }
    Threads.end(thread);
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (StorageUnreachableException unreachable) {
        pauseAfter(unreachable);
      } catch (SupersededException newer) {
        LOG.warnf("A newer runner has this project: %s", newer.getMessage());
        superseded.run();
        return;
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException unexpected) {
        LOG.error(
            "Saving failed unexpectedly; everything is compared and tried again.", unexpected);
        pending.requestComparison();
        pauseAfter(unexpected);
      }
    }
  }

  private void turn()
      throws StorageUnreachableException, SupersededException, InterruptedException {
    if (log == null) {
      durability.force(pending.newestSeq());
      log = opening.open();
      logSeq = log.seq();
      openedLate.accept(log);
    }
    if (pending.await(savedSeq, IDLE_MILLIS)) {
      gather();
      upload();
    } else {
      // What failed to be projected is tried again.
      projector.wake(log);
    }
    tidy();
    backoff.reset();
    if (!reachable) {
      reachable = true;
      feed.storage(StorageState.OK, null);
    }
  }

  /** A checkout or an unpacking takes a while and is one entry of the history: its end counts. */
  private void gather() throws InterruptedException {
    if (!hurry) {
      Thread.sleep(writer.leftOut() ? CHANGING_MILLIS : GATHER_MILLIS);
    }
    int before = 0;
    for (int pauses = 0; pauses < MASS_PAUSES && !hurry; pauses++) {
      int now = pending.size();
      if (now < MASS_CHANGES || now == before) {
        return;
      }
      before = now;
      Thread.sleep(MASS_MILLIS);
    }
  }

  private void upload() throws StorageUnreachableException, SupersededException {
    uploading = true;
    PendingQueue.Batch batch = pending.take();
    try {
      saved(writer.write(log, batch));
    } catch (StorageUnreachableException | SupersededException | RuntimeException failed) {
      pending.putBack(batch);
      throw failed;
    } finally {
      uploading = false;
    }
  }

  private synchronized void saved(long seq) {
    savedSeq = Math.max(savedSeq, seq);
    logSeq = log.seq();
    // Whoever waits for the save may wait for its projection next.
    projector.wake(log);
    notifyAll();
    long forgettable = Math.min(savedSeq, durability.seq());
    journal.note(new JournalEntry.Saved(forgettable, log.seq(), log.epoch()));
    feed.saved(savedSeq, clock.instant());
  }

  /** Checkpoints and notes wait for a quiet moment. */
  private void tidy() throws StorageUnreachableException, SupersededException {
    if (!pending.isEmpty(savedSeq)) {
      return;
    }
    if (log.owesNote()) {
      log.note();
    }
    log.checkpoint(false);
  }

  private void pauseAfter(Exception failure) {
    Problem problem =
        ProblemType.STORAGE_UNREACHABLE.with(
            "Edits are kept on this machine and saved when the object store answers again ("
                + failure.getMessage()
                + ").");
    feed.storage(StorageState.UNREACHABLE, problem);
    reachable = false;
    // The next turn comes after the pause, whether there is something new or not.
    pending.nudge();
    long millis = hurry ? 100 : backoff.next().toMillis();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }
}
