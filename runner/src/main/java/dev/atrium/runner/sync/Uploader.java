package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.StorageState;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
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

  private static final long IDLE_MILLIS = 60_000;

  /** Opens the log and brings disk and log together where they parted; may be tried again. */
  interface Opening {
    SavedLog open() throws StorageUnreachableException, SupersededException;
  }

  private final Opening opening;
  private final ChangeLoop loop;
  private final DiskIndex index;
  private final PendingQueue pending;
  private final Outgoing outgoing;
  private final Journal journal;
  private final TreeForce force;
  private final Volume volume;
  private final Feed feed;
  private final Clock clock;
  private final Attribution attribution;
  private final Backoff backoff;
  private final Runnable superseded;

  private final RestlessUpload restless;
  private final ProjectionLoop projector = new ProjectionLoop();
  private SavedLog log;
  private boolean leftOut;
  private long durableSeq;
  private volatile long savedSeq;
  private volatile long logSeq;
  private volatile boolean uploading;
  private volatile boolean closed;
  private volatile boolean hurry;
  private Thread thread;

  /**
   * @param superseded is run once, when a newer runner has the log
   */
  Uploader(
      Opening opening,
      ChangeLoop loop,
      DiskIndex index,
      PendingQueue pending,
      Outgoing outgoing,
      RestlessUpload restless,
      Journal journal,
      TreeForce force,
      Volume volume,
      Feed feed,
      Attribution attribution,
      Clock clock,
      RandomGenerator random,
      Runnable superseded) {
    this.opening = opening;
    this.loop = loop;
    this.index = index;
    this.pending = pending;
    this.outgoing = outgoing;
    this.restless = restless;
    this.journal = journal;
    this.force = force;
    this.volume = volume;
    this.feed = feed;
    this.clock = clock;
    this.attribution = attribution;
    this.backoff = new Backoff(random);
    this.superseded = superseded;
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
  synchronized boolean awaitSaved(long seq, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    hurry = true;
    try {
      for (long left = timeout.toMillis(); left > 0 && !isSaved(seq); ) {
        wait(Math.min(left, 50));
        left = (end - System.nanoTime()) / 1_000_000;
      }
      return isSaved(seq);
    } finally {
      hurry = false;
    }
  }

  /**
   * Waits until the plain objects below {@code files/} are what was saved.
   *
   * @return whether they are
   */
  boolean awaitProjected(Duration timeout) throws InterruptedException {
    return projector.await(timeout);
  }

  private boolean isSaved(long seq) {
    return savedSeq >= seq && pending.isEmpty(savedSeq);
  }

  @Override
  public void close() {
    closed = true;
    projector.close();
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (log == null) {
          makeDurable(pending.newestSeq());
          log = opening.open();
          logSeq = log.seq();
        }
        if (pending.await(savedSeq, IDLE_MILLIS)) {
          gather();
          upload();
        }
        tidy();
        backoff.reset();
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

  private void gather() throws InterruptedException {
    if (!hurry) {
      Thread.sleep(leftOut ? CHANGING_MILLIS : GATHER_MILLIS);
    }
  }

  private void upload() throws StorageUnreachableException, SupersededException {
    uploading = true;
    PendingQueue.Batch batch = pending.take();
    makeDurable(batch.newestSeq());
    try {
      saved(batch.compare() ? uploadDifference() : append(batch));
    } catch (StorageUnreachableException | SupersededException | RuntimeException failed) {
      pending.putBack(batch);
      throw failed;
    } finally {
      uploading = false;
    }
  }

  private long append(PendingQueue.Batch batch)
      throws StorageUnreachableException, SupersededException {
    List<PendingChange> changes = Coalescing.coalesce(batch.changes());
    List<PendingChange> out = save(changes);
    compareAgain(out);
    boolean acknowledgedLeftOut = out.stream().anyMatch(pending -> pending.position() > 0);
    return acknowledgedLeftOut ? savedSeq : batch.newestSeq();
  }

  /** Returns what was left out. */
  private List<PendingChange> save(List<PendingChange> changes)
      throws StorageUnreachableException, SupersededException {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<PendingChange> out = log.append(changes);
    Set<PendingChange> missing = new HashSet<>(out);
    logSeq = log.seq();
    volume.saved(
        logSeq,
        changes.stream().filter(c -> !missing.contains(c)).map(PendingChange::change).toList());
    return out;
  }

  private void saveCopies(List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    try {
      save(restless.copy(out));
    } finally {
      restless.discard();
    }
  }

  /** What changed while it was read is found, as it is by then, by comparing everything. */
  private void compareAgain(List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    leftOut = !out.isEmpty();
    if (leftOut) {
      saveCopies(out);
      pending.requestComparison();
    }
  }

  /** Compares the index with the log; what was waiting before the look at the index is covered. */
  private long uploadDifference() throws StorageUnreachableException, SupersededException {
    Snapshot snapshot =
        loop.call(
            () -> {
              pending.take();
              return new Snapshot(index.snapshot(), journal.lastSeq());
            });
    makeDurable(snapshot.seq());
    List<Change> changes =
        TreeDiff.changes(snapshot.disk(), log.tree(), attribution, clock.instant());
    compareAgain(save(outgoing.found(changes)));
    if (!leftOut) {
      attribution.forget();
    }
    return snapshot.seq();
  }

  /** Until the disk has an edit for good the journal keeps it, even if S3 has it too. */
  private void makeDurable(long seq) {
    if (seq > durableSeq && force.force()) {
      durableSeq = seq;
      journal.note(new JournalEntry.Forced(seq));
    }
  }

  private synchronized void saved(long seq) {
    savedSeq = Math.max(savedSeq, seq);
    // Whoever waits for the save may wait for its projection next.
    projector.wake(log);
    notifyAll();
    long forgettable = Math.min(savedSeq, durableSeq);
    journal.note(new JournalEntry.Saved(forgettable, log.seq(), log.epoch()));
    feed.saved(savedSeq, clock.instant());
  }

  /** Checkpoints wait for a quiet moment. */
  private void tidy() throws StorageUnreachableException, SupersededException {
    projector.wake(log);
    if (pending.isEmpty(savedSeq)) {
      log.checkpoint(false);
    }
  }

  private void pauseAfter(Exception failure) {
    Problem problem =
        ProblemType.STORAGE_UNREACHABLE.with(
            "Edits are kept on this machine and saved when the object store answers again ("
                + failure.getMessage()
                + ").");
    feed.storage(StorageState.UNREACHABLE, problem);
    long millis = hurry ? 100 : backoff.next().toMillis();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  private record Snapshot(NavigableMap<ProjectPath, IndexEntry> disk, long seq) {}
}
