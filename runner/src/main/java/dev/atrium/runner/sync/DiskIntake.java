package dev.atrium.runner.sync;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what the watcher finds into the project: one history entry for all that it found at once.
 */
final class DiskIntake {

  private final SyncEngine engine;

  DiskIntake(SyncEngine engine) {
    this.engine = engine;
  }

  /** Returns the directories that have to be looked at again. */
  Set<ProjectPath> take(List<DocumentMoves.Move> moves, List<Observation> observations) {
    return engine.loop.call(
        () -> {
          Set<ProjectPath> again = moveOnLoop(moves);
          again.addAll(takeOnLoop(observations));
          return again;
        });
  }

  /** The journal gets a move: the next start would not know where the document went. */
  private Set<ProjectPath> moveOnLoop(List<DocumentMoves.Move> moves) throws IOException {
    Set<ProjectPath> again = new HashSet<>();
    List<Change> made = new ArrayList<>();
    for (DocumentMoves.Move move : moves) {
      again.add(move.from().parent());
      again.add(move.to().parent());
      if (isStillSo(move)) {
        made.add(change(move));
      }
    }
    if (!made.isEmpty()) {
      long seq = engine.journal.nextSeq();
      engine.journal.append(List.of(new JournalEntry.Batch(seq, made)));
      made.forEach(move -> engine.index.moveTree(move.movedFrom(), move.path()));
      engine.force.touched(made);
      engine.journal.note(new JournalEntry.Applied(seq));
      add(seq, made, engine.outgoing.journaled(seq, made));
    }
    return again;
  }

  private boolean isStillSo(DocumentMoves.Move move) throws IOException {
    Optional<FileStat> there = engine.disk.stat(move.to());
    IndexEntry moved = engine.index.get(move.from());
    return moved != null
        && engine.index.get(move.to()) == null
        && engine.disk.stat(move.from()).isEmpty()
        && there.isPresent()
        && IndexEntry.typeOf(there.get().kind()) == moved.type();
  }

  private Change change(DocumentMoves.Move move) {
    IndexEntry moved = engine.index.get(move.from());
    return new Change(
        move.to(),
        moved.type(),
        moved.mode(),
        null,
        moved.hash(),
        null,
        moved.size(),
        null,
        move.from(),
        null,
        Cause.DISK,
        engine.clock.instant());
  }

  private Set<ProjectPath> takeOnLoop(List<Observation> observations) {
    DiskFindings.Taken taken =
        new DiskFindings(engine.disk, engine.index, engine.clock).take(observations);
    if (!taken.changes().isEmpty()) {
      add(engine.journal.nextSeq(), taken.changes(), engine.outgoing.found(taken.changes()));
    }
    return taken.again();
  }

  private void add(long seq, List<Change> changes, List<PendingChange> outgoing) {
    engine.pending.add(seq, outgoing);
    engine.feed.acknowledged(seq);
    engine.documents.changed(changes);
    engine.feed.changed(
        changes.stream().flatMap(change -> Committer.shown(change).stream()).toList());
  }
}
