package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.journal.JournalDirectory;
import dev.atrium.runner.storage.ProjectStorage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** One project's sync engine: its threads and what they share; started once. Thread-safe. */
final class SyncEngine implements ProjectChanges, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SyncEngine.class);

  final SyncSettings settings;
  final ProjectTree tree;
  final ProjectStorage storage;
  final Clock clock;
  final Excludes excludes;
  final Volume volume;
  final Journal journal;
  final DiskIndex index;
  final DiskView disk;
  final Applier applier;
  final Outgoing outgoing;
  final PendingQueue pending = new PendingQueue();
  final Attribution attribution = new Attribution();
  final Feed feed = new Feed();
  final Space space;
  final TreeForce force;
  final ChangeLoop loop;
  final Uploader uploader;
  final DiskWatcher watcher;
  final Housekeeping housekeeping;
  final EngineDocuments documents;

  private final ProjectStart starter;
  private volatile SyncPhase phase = SyncPhase.STARTING;
  private volatile Thread starting;

  /**
   * Locks the state directory and recovers the journal.
   *
   * @param force makes the tree's directories durable
   * @param forceNanos is told how long each force of the journal took
   */
  SyncEngine(
      SyncSettings settings,
      ProjectTree tree,
      TreeForce force,
      ProjectStorage storage,
      JournalDirectory journalDirectory,
      Clock clock,
      RandomGenerator random,
      LongConsumer forceNanos)
      throws IOException {
    this.settings = settings;
    this.tree = tree;
    this.force = force;
    this.storage = storage;
    this.clock = clock;
    this.excludes = new Excludes(settings.excludes());
    this.volume = Volume.open(settings.state(), settings.project(), settings.bootId());
    this.journal = Journal.open(journalDirectory, settings.journal(), forceNanos);
    this.index = new DiskIndex();
    this.disk = new DiskView(tree, index);
    this.applier = new Applier(tree, index, excludes, clock);
    this.outgoing = new Outgoing(excludes, tree);
    this.space = new Space(settings.quotaBytes(), index, settings.state());
    Committer committer =
        new Committer(
            journal,
            disk,
            applier,
            outgoing,
            pending,
            feed,
            space,
            force,
            () -> phase.refusal(),
            changes -> documents().changed(changes));
    this.loop = new ChangeLoop(committer::commit);
    this.starter = new ProjectStart(this);
    Durability durability = new Durability(journal, force);
    this.uploader =
        new Uploader(
            starter::openLate,
            pending,
            new LogWriter(
                loop,
                index,
                pending,
                outgoing,
                new RestlessUpload(tree, clock),
                journal,
                durability,
                volume,
                attribution,
                () -> documents().paths(),
                clock),
            journal,
            durability,
            feed,
            clock,
            random,
            this::superseded,
            opened -> {
              documents().opened(opened);
              documents().follower().opened();
            });
    this.watcher =
        new DiskWatcher(
            tree,
            new DiskScanner(tree, index, excludes, clock),
            new Watches(tree),
            new DocumentMoves(index, path -> documents().isAtOrBelow(path), clock),
            clock,
            settings.rescan(),
            new DiskIntake(this)::take,
            feed::unreadable);
    this.housekeeping = new Housekeeping(this);
    this.documents = new EngineDocuments(this);
  }

  /** Runs the start to its end: ready, superseded or failed. Blocks, possibly for long. */
  void start() {
    journal.damage().forEach(LOG::error);
    starting = Thread.currentThread();
    try {
      starter.run();
    } catch (InterruptedException stopped) {
      LOG.debug("The start was broken off.");
    } catch (IOException | RuntimeException failed) {
      if (phase == SyncPhase.STOPPED) {
        return;
      }
      LOG.error("The project cannot be opened.", failed);
      phase = SyncPhase.FAILED;
      feed.failed(phase.refusal().problem());
    } finally {
      starting = null;
    }
  }

  /** The files are there: edits are taken from now on. */
  void ready() {
    phase = SyncPhase.READY;
    feed.seeding(null);
    watcher.start();
    housekeeping.start();
  }

  /** A newer runner has the log: nothing more is taken, and what is not saved stays here. */
  void superseded() {
    phase = SyncPhase.SUPERSEDED;
    ProblemException refusal = phase.refusal();
    feed.storage(StorageState.SUPERSEDED, refusal.problem());
    feed.failed(refusal.problem());
  }

  /** Throws why nothing may be changed now, if nothing may. */
  void requireReady() {
    ProblemException refusal = phase.refusal();
    if (refusal != null) {
      throw refusal;
    }
  }

  /** Made last, so what is made before it may only name it. */
  EngineDocuments documents() {
    return documents;
  }

  SyncPhase phase() {
    return phase;
  }

  /** How many numbers were given out that are not saved yet. */
  long unsaved() {
    return Math.max(0, journal.lastSeq() - uploader.savedSeq());
  }

  /**
   * Brings everything that was acknowledged or is on disk to S3, and then, in what is left of the
   * time, to the plain objects, so that a sleeping project looks there as its owner left it.
   */
  FlushOutcome flush(Duration timeout) {
    if (phase == SyncPhase.READY || phase == SyncPhase.STOPPING) {
      long end = System.nanoTime() + timeout.toNanos();
      watcher.scanNow();
      documents.follower().flush();
      try {
        if (uploader.awaitSaved(journal.lastSeq(), timeout)) {
          housekeeping.keepIndex();
          uploader.awaitProjected(Duration.ofNanos(end - System.nanoTime()));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return outcome();
  }

  /** Takes nothing more, flushes, and ends every thread. */
  FlushOutcome stop(Duration timeout) {
    SyncPhase before = phase;
    if (before == SyncPhase.READY) {
      documents.follower().stop();
      phase = SyncPhase.STOPPING;
    }
    FlushOutcome outcome = flush(timeout);
    close();
    return outcome;
  }

  /** Ends every thread at once; what is not saved is in the journal and on disk. */
  @Override
  public void close() {
    phase = phase == SyncPhase.SUPERSEDED ? phase : SyncPhase.STOPPED;
    Thread start = starting;
    if (start != null) {
      start.interrupt();
    }
    housekeeping.close();
    watcher.close();
    uploader.close();
    loop.close();
    try {
      journal.close();
    } catch (IOException failed) {
      LOG.warnf("The journal did not close: %s", failed.getMessage());
    }
    feed.close();
    volume.close();
  }

  @Override
  public long commit(List<Change> changes) {
    requireReady();
    return loop.commit(changes);
  }

  @Override
  public Optional<ContentHash> currentHash(ProjectPath path) {
    return Optional.ofNullable(disk.at(path).hash());
  }

  @Override
  public boolean isLocalOnly(ProjectPath path) {
    IndexEntry entry = index.get(path);
    return excludes.isLocalOnly(path) || entry != null && Outgoing.isTooLarge(entry.size());
  }

  @Override
  public ServerFrame.Saved saved() {
    return feed.saved();
  }

  @Override
  public Optional<ServerFrame.Seeding> seeding() {
    return feed.seeding();
  }

  @Override
  public Runnable subscribe(Consumer<ServerFrame> listener) {
    return feed.subscribe(listener);
  }

  private FlushOutcome outcome() {
    ServerFrame.Saved now = feed.saved();
    long acknowledged = journal.lastSeq();
    long saved = uploader.savedSeq();
    boolean complete = saved >= acknowledged && pending.isEmpty(saved);
    return new FlushOutcome(
        complete,
        acknowledged,
        saved,
        complete || now.problem() != null
            ? now.problem()
            : ProblemType.STORAGE_UNREACHABLE.with(
                "Not everything was saved in time; it is kept on this volume."));
  }
}
