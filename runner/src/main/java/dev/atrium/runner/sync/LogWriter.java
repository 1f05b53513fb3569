package dev.atrium.runner.sync;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
  private final Supplier<DocumentPaths> paths;
  private final Clock clock;
  private boolean leftOut;

  /**
   * @param paths which file has which document
   */
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
      Supplier<DocumentPaths> paths,
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
    this.paths = paths;
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
    return batch.compare() ? writeDifference(log, batch) : writeChanges(log, batch);
  }

  private long writeChanges(SavedLog log, PendingQueue.Batch batch)
      throws StorageUnreachableException, SupersededException {
    List<PendingChange> out = append(log, Coalescing.coalesce(batch.changes()));
    return compareAgain(log, out) ? batch.newestSeq() : NOTHING_NEWER;
  }

  /** Compares the index with the log; what was waiting before the look at the index is covered. */
  private long writeDifference(SavedLog log, PendingQueue.Batch batch)
      throws StorageUnreachableException, SupersededException {
    Snapshot snapshot =
        loop.call(
            () -> new Snapshot(index.snapshot(), pending.takeForComparison(journal.lastSeq())));
    PendingQueue.Batch waiting = snapshot.waiting();
    boolean complete;
    try {
      durability.force(waiting.newestSeq());
      Instant now = clock.instant();
      List<Change> changes =
          new ArrayList<>(TreeDiff.changes(snapshot.disk(), log.tree(), attribution, now));
      followMoves(log.tree(), changes);
      addDocuments(batch.documents(), log.tree(), changes, now);
      addDocuments(waiting.documents(), log.tree(), changes, now);
      complete = compareAgain(log, append(log, outgoing.found(changes)));
    } catch (StorageUnreachableException | SupersededException | RuntimeException failed) {
      pending.putBack(waiting);
      throw failed;
    }
    if (!leftOut) {
      attribution.forget();
    }
    return complete ? waiting.newestSeq() : NOTHING_NEWER;
  }

  /** A comparison finds no moves: what was renamed takes its document along all the same. */
  private void followMoves(TreeState saved, List<Change> changes) {
    Map<String, DocumentState> known = new HashMap<>();
    for (TreeEntry entry : saved.entries().values()) {
      if (entry.document() != null) {
        known.put(entry.document().guid(), entry.document());
      }
    }
    changes.replaceAll(
        change -> {
          String guid = change.type() == FileType.FILE ? paths.get().at(change.path()) : null;
          DocumentState document = guid == null ? null : known.get(guid);
          return document == null ? change : change.withDocument(document);
        });
  }

  /** Adds to the changes what the files' documents have to say; those of files that are gone go. */
  private void addDocuments(
      Map<String, DocumentState> documents, TreeState saved, List<Change> changes, Instant now) {
    documents.forEach(
        (guid, document) -> {
          ProjectPath path = paths.get().of(guid).orElse(null);
          for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (change.path().equals(path)) {
              if (change.type() == FileType.FILE) {
                changes.set(i, withDocument(change, document));
              }
              return;
            }
          }
          TreeEntry entry = path == null ? null : saved.get(path);
          if (entry != null && entry.type() == FileType.FILE) {
            changes.add(
                Change.file(path, entry.mode(), entry.hash(), null, 0, null, null, Cause.EDIT, now)
                    .withDocument(document));
          }
        });
  }

  private static Change withDocument(Change change, DocumentState document) {
    return change.withDocument(
        change.document() == null ? document : change.document().then(document));
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
        changes.stream()
            .filter(c -> !missing.contains(c))
            .map(pending -> pending.change().withDocument(null))
            .toList());
    return out;
  }

  /**
   * What changed while it was read is found, as it is by then, by comparing everything.
   *
   * @return whether all that was acknowledged went into the log: a file's content that somebody has
   *     replaced meanwhile needs not, but its document does
   */
  private boolean compareAgain(SavedLog log, List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    leftOut = !out.isEmpty();
    if (!leftOut) {
      return true;
    }
    Set<ProjectPath> copied = appendCopies(log, out);
    List<PendingChange> missing =
        out.stream().filter(pending -> !copied.contains(pending.change().path())).toList();
    pending.compareInPlaceOf(missing);
    return missing.stream()
        .noneMatch(pending -> pending.position() > 0 || pending.change().document() != null);
  }

  /** Returns the paths that the log has now after all. */
  private Set<ProjectPath> appendCopies(SavedLog log, List<PendingChange> out)
      throws StorageUnreachableException, SupersededException {
    try {
      List<PendingChange> copies = restless.copy(out);
      Set<ProjectPath> appended = pathsOf(copies);
      appended.removeAll(pathsOf(append(log, copies)));
      return appended;
    } finally {
      restless.discard();
    }
  }

  private static Set<ProjectPath> pathsOf(List<PendingChange> changes) {
    return changes.stream()
        .map(pending -> pending.change().path())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * @param waiting what the look at the disk covers
   */
  private record Snapshot(NavigableMap<ProjectPath, IndexEntry> disk, PendingQueue.Batch waiting) {}
}
