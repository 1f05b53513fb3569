package dev.atrium.runner.sync;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.StorageState;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.journal.DiskJournalDirectory;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The order of a start.
 *
 * <ul>
 *   <li>No files on disk: take the log over, seed, then bring unsaved journal records back.
 *   <li>Files on disk: bring unsaved journal records to disk, look at the disk, take the log over.
 *       If another runner wrote meanwhile, take its changes in and keep what differs beside them.
 *       If S3 does not answer for a while, edits are taken all the same: they go to the journal,
 *       every one names its base, and the log is taken over as soon as S3 answers. An edit made
 *       meanwhile against what another runner replaced becomes a conflict copy then.
 * </ul>
 */
final class ProjectStart {

  private static final Logger LOG = Logger.getLogger(ProjectStart.class);

  private static final long RETRY_MILLIS = 500;

  private final SyncEngine engine;
  private final List<JournalEntry.Batch> unsaved;
  private Map<ProjectPath, IndexEntry> base = Map.of();

  ProjectStart(SyncEngine engine) {
    this.engine = engine;
    this.unsaved = engine.journal.unsaved();
  }

  void run() throws IOException, InterruptedException {
    Path root = engine.tree.root();
    boolean warm = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
    try {
      engine.attribution.learn(unsaved);
      SavedLog log = warm ? openWarm() : openCold(root);
      engine.pending.add(engine.journal.lastSeq(), List.of());
      engine.feed.acknowledged(engine.journal.lastSeq());
      if (log != null) {
        engine.feed.storage(StorageState.OK, null);
      }
      if (log != null) {
        engine.documents().opened(log);
      }
      engine.uploader.start(log);
      engine.ready();
      if (log != null) {
        engine.documents().follower().opened();
      }
    } catch (SupersededException newer) {
      LOG.warnf("A newer runner has this project: %s", newer.getMessage());
      engine.superseded();
    }
  }

  /** Opens the log after the project was opened without it; on the uploader's thread. */
  SavedLog openLate() throws StorageUnreachableException, SupersededException {
    SavedLog log = open();
    reconcile(log);
    remember(log);
    engine.pending.requestComparison();
    return log;
  }

  private SavedLog openCold(Path root)
      throws IOException, SupersededException, InterruptedException {
    SavedLog log = openWithin(Long.MAX_VALUE);
    while (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      try {
        engine.storage.seed(log.tree(), root, engine.feed::seeding);
      } catch (StorageUnreachableException unreachable) {
        tell(unreachable);
        Thread.sleep(RETRY_MILLIS);
      }
    }
    DiskJournalDirectory.sync(root.getParent());
    learn(log.tree());
    engine.volume.writeIndex(engine.index.snapshot(), log.seq());
    replay(unsaved, false);
    engine.loop.start();
    remember(log);
    engine.pending.requestComparison();
    return log;
  }

  private SavedLog openWarm() throws IOException, SupersededException, InterruptedException {
    base = engine.volume.readIndex();
    base.forEach(engine.index::put);
    boolean powerLoss = !engine.volume.isSameBoot();
    long applied = powerLoss ? engine.journal.forcedBefore() : engine.journal.appliedBefore();
    replay(unsaved.stream().filter(batch -> batch.seq() > applied).toList(), powerLoss);
    engine.loop.start();
    SavedLog log = openWithin(engine.settings.patience().toMillis());
    if (log != null) {
      reconcilePatiently(log);
      remember(log);
      engine.pending.requestComparison();
    }
    return log;
  }

  /**
   * Brings journal records to disk and then the index to what is there.
   *
   * @param powerLoss whether the disk may have lost what was written after the last force
   */
  private void replay(List<JournalEntry.Batch> batches, boolean powerLoss) throws IOException {
    Replay replay =
        new Replay(
            engine.tree,
            engine.disk,
            engine.applier,
            engine.attribution,
            engine.clock.instant(),
            powerLoss);
    replay.run(batches);
    unsaved.forEach(batch -> engine.force.touched(batch.changes()));
    if (engine.force.force()) {
      engine.volume.rememberBoot();
    }
    Set<String> needed = Replay.stagedNames(unsaved);
    engine.tree.discardLeftovers(needed::contains);
    DiskScanner scanner = new DiskScanner(engine.tree, engine.index, engine.excludes, engine.clock);
    List<Observation> found = scanner.scan(Set.of(ProjectPath.ROOT), d -> true).observations();
    new DiskFindings(engine.disk, engine.index, engine.clock).take(found);
  }

  /** Returns null if S3 does not answer in time. */
  private SavedLog openWithin(long millis) throws SupersededException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return open();
      } catch (StorageUnreachableException unreachable) {
        tell(unreachable);
        if ((System.nanoTime() - start) / 1_000_000 >= millis) {
          LOG.warn("S3 does not answer; the project opens with what this volume has.");
          return null;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private SavedLog open() throws StorageUnreachableException, SupersededException {
    SavedLog log = engine.storage.open(engine.volume.writer());
    engine.journal.skipTo(Outgoing.seqOf(log.position()));
    return log;
  }

  private void reconcilePatiently(SavedLog log) throws SupersededException, InterruptedException {
    while (true) {
      try {
        reconcile(log);
        return;
      } catch (StorageUnreachableException unreachable) {
        tell(unreachable);
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /** From here on this volume has everything that the log has. */
  private void remember(SavedLog log) {
    engine.journal.note(
        new JournalEntry.Saved(engine.journal.savedBefore().seq(), log.seq(), log.epoch()));
  }

  /** Takes in what another runner saved since this volume last wrote to the log, if one did. */
  private void reconcile(SavedLog log) throws StorageUnreachableException, SupersededException {
    if (log.foreign() <= engine.journal.savedBefore().logSeq()) {
      return;
    }
    NavigableMap<ProjectPath, IndexEntry> here = engine.loop.call(engine.index::snapshot);
    var plan = new Reconcile(here, log.tree(), base, engine.attribution::isKnown).plan();
    if (plan.isEmpty()) {
      return;
    }
    LOG.infof("Another runner changed %d paths meanwhile; they are taken in.", plan.size());
    Path incoming = engine.settings.state().resolve("incoming");
    Merge merge =
        new Merge(
            engine.storage,
            engine.tree,
            engine.index,
            engine.disk,
            engine.attribution,
            engine.clock,
            incoming);
    Merge.Fetched fetched = merge.fetch(plan, here, log.tree());
    List<ChangedPath> taken = engine.loop.call(fetched::take);
    engine.force.touchedPaths(taken.stream().map(ChangedPath::path).toList());
    engine.force.force();
    engine.feed.changed(taken);
    fetched.discard();
  }

  /** Fills the index after seeding, without reading what was just checked and written. */
  private void learn(TreeState tree) throws IOException {
    for (TreeEntry entry : tree.entries().values()) {
      Optional<FileStat> stat = engine.disk.stat(entry.path());
      boolean whole =
          stat.isPresent()
              && IndexEntry.typeOf(stat.get().kind()) == entry.type()
              && (stat.get().kind() != FileKind.FILE || stat.get().size() == entry.size());
      if (whole && !engine.excludes.isLocalOnly(entry.path())) {
        engine.index.put(
            entry.path(), IndexEntry.of(stat.get(), entry.hash(), engine.clock.millis()));
      }
    }
  }

  private void tell(StorageUnreachableException unreachable) {
    engine.feed.storage(
        StorageState.UNREACHABLE,
        ProblemType.STORAGE_UNREACHABLE.with(
            "The object store does not answer; trying again (" + unreachable.getMessage() + ")."));
  }
}
