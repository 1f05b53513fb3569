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

  private static final Logger LOG = Logger.getLogger(Replay.class);

  private final ProjectTree tree;
  private final DiskView disk;
  private final Applier applier;
  private final Attribution attribution;
  private final Instant now;

  Replay(ProjectTree tree, DiskView disk, Applier applier, Attribution attribution, Instant now) {
    this.tree = tree;
    this.disk = disk;
    this.applier = applier;
    this.attribution = attribution;
    this.now = now;
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

  private void replay(Change change, ReplayDecision.Later later) throws IOException {
    Standing here = disk.at(change.path());
    Standing source = change.movedFrom() == null ? Standing.NOTHING : disk.at(change.movedFrom());
    switch (ReplayDecision.of(change, here, source, later)) {
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

  private static ReplayDecision.Later later(List<Change> changes, int index) {
    ProjectPath path = changes.get(index).path();
    Set<ContentHash> hashes = new HashSet<>();
    boolean removed = false;
    for (Change change : changes.subList(index + 1, changes.size())) {
      removed |= change.isDeletion() && path.startsWith(change.path());
      removed |= change.movedFrom() != null && path.startsWith(change.movedFrom());
      if (change.path().equals(path) && change.hash() != null) {
        hashes.add(change.hash());
      }
    }
    return new ReplayDecision.Later(hashes, removed);
  }
}
