package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import java.util.List;
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
  Set<ProjectPath> take(List<Observation> observations) {
    return engine.loop.call(() -> takeOnLoop(observations));
  }

  private Set<ProjectPath> takeOnLoop(List<Observation> observations) {
    DiskFindings.Taken taken =
        new DiskFindings(engine.disk, engine.index, engine.clock).take(observations);
    if (!taken.changes().isEmpty()) {
      long seq = engine.journal.nextSeq();
      engine.pending.add(seq, engine.outgoing.found(taken.changes()));
      engine.feed.acknowledged(seq);
      engine.documents.changed(taken.changes());
      engine.feed.changed(
          taken.changes().stream().flatMap(change -> Committer.shown(change).stream()).toList());
    }
    return taken.again();
  }
}
