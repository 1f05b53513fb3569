package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.journal.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Brings what was acknowledged before a crash to disk. Runs at a start, before anything else. */
final class Replay {

  /** How far the times of files lag behind the clock at most. */
  private static final long CLOCK_MILLIS = 20;

  private static final Logger LOG = Logger.getLogger(Replay.class);

  private final ProjectTree tree;
  private final DiskView disk;
  private final Applier applier;
  private final Attribution attribution;
  private final Instant now;
  private final boolean powerLoss;

  /** What this start wrote: its times say when that was and nothing about anybody else. */
  private final Set<ProjectPath> written = new HashSet<>();

  Replay(
      ProjectTree tree,
      DiskView disk,
      Applier applier,
      Attribution attribution,
      Instant now,
      boolean powerLoss) {
    this.tree = tree;
    this.disk = disk;
    this.applier = applier;
    this.attribution = attribution;
    this.now = now;
    this.powerLoss = powerLoss;
  }

  /** Carries out what is not on disk yet; never overwrites what the journal does not know. */
  void run(List<JournalEntry.Batch> batches) throws IOException {
    List<Change> changes = batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    for (int i = 0; i < changes.size(); i++) {
      replay(changes.get(i), later(changes, i));
    }
  }

  /** The names of the staged files that the batches still need. */
  static Set<String> stagedNames(List<JournalEntry.Batch> batches) {
    Set<String> names = new HashSet<>();
    for (JournalEntry.Batch batch : batches) {
      for (Change change : batch.changes()) {
        if (change.content() instanceof ContentRef.OnDisk staged) {
          names.add(staged.staged());
        }
      }
    }
    return names;
  }

  /**
   * Whether something stands at a path that was written after the change was made. Only asked after
   * a power loss: otherwise the disk is behind the journal by what was under way and nothing else.
   */
  private boolean isNewer(Change change) throws IOException {
    ProjectPath seen = change.movedFrom() == null ? change.path() : change.movedFrom();
    if (!powerLoss || written.stream().anyMatch(path -> path.startsWith(seen))) {
      return false;
    }
    long madeNanos = Math.multiplyExact(change.at().toEpochMilli() + CLOCK_MILLIS, 1_000_000L);
    return disk.stat(seen).filter(stat -> stat.modifiedNanos() > madeNanos).isPresent();
  }

  private void replay(Change change, ReplayDecision.Later later) throws IOException {
    Standing here = disk.at(change.path());
    Standing source = change.movedFrom() == null ? Standing.NOTHING : disk.at(change.movedFrom());
    switch (ReplayDecision.of(change, here, source, later, isNewer(change))) {
      case APPLY -> apply(change);
      case COPY -> keepBeside(change);
      case DONE, SKIP -> {}
    }
  }

  private void apply(Change change) throws IOException {
    if (change.content() instanceof ContentRef.OnDisk staged && !isStaged(staged)) {
      return;
    }
    applier.apply(change);
    written.add(change.path());
  }

  private void keepBeside(Change change) throws IOException {
    ProjectPath copy = ConflictNames.beside(change.path(), now, path -> !disk.at(path).isNothing());
    switch (change.content()) {
      case ContentRef.Inline inline -> tree.write(copy, inline.bytes(), change.mode());
      case ContentRef.OnDisk staged when isStaged(staged) ->
          tree.adopt(
              new StagedFile(staged.staged(), change.size(), change.hash()), copy, change.mode());
      case null, default -> {
        // Its content reached the disk before the crash, and somebody has replaced it since.
        return;
      }
    }
    attribution.conflictCopy(copy, change.author());
    LOG.infof("An edit from before the stop is kept beside what stands there now: %s", copy);
  }

  private boolean isStaged(ContentRef.OnDisk staged) {
    try (var in = tree.readStaged(staged.staged())) {
      return true;
    } catch (IOException adopted) {
      return false;
    }
  }

  /** Follows what the change leaves behind through the rest of the journal. */
  private ReplayDecision.Later later(List<Change> changes, int index) {
    Change first = changes.get(index);
    ProjectPath whereabouts = first.path();
    Set<ProjectPath> elsewhere = new HashSet<>();
    Set<ContentHash> here = new HashSet<>();
    Set<ContentHash> there = new HashSet<>();
    there.add(first.hash());
    boolean deleted = false;
    boolean superseded = false;
    for (Change change : changes.subList(index + 1, changes.size())) {
      deleted |= change.isDeletion() && whereabouts.startsWith(change.path());
      if (change.movedFrom() != null && whereabouts.startsWith(change.movedFrom())) {
        whereabouts = change.path().resolve(whereabouts.below(change.movedFrom()));
        elsewhere.add(whereabouts);
      }
      if (change.hash() != null && change.path().equals(whereabouts)) {
        there.add(change.hash());
        superseded |= change.base() != null && change.base().equals(first.hash());
      }
      if (change.hash() != null && change.path().equals(first.path())) {
        here.add(change.hash());
      }
    }
    elsewhere.remove(first.path());
    boolean moved = elsewhere.stream().anyMatch(path -> stands(path, there));
    return new ReplayDecision.Later(here, deleted || moved, superseded);
  }

  /** Whether a directory, a link, or a file with one of these contents stands there. */
  private boolean stands(ProjectPath path, Set<ContentHash> contents) {
    Standing found = disk.at(path);
    return found.isFile() ? contents.contains(found.hash()) : !found.isNothing();
  }
}
