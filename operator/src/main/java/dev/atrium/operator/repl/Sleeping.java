package dev.atrium.operator.repl;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.dependent.Storage;
import dev.atrium.operator.event.Events;
import dev.atrium.operator.event.Events.Kind;
import dev.atrium.operator.flush.Flush;
import dev.atrium.operator.flush.Flush.Outcome;
import dev.atrium.operator.flush.Flusher;
import dev.atrium.operator.flush.Volumes;
import dev.atrium.operator.status.Trouble;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Puts a Repl to sleep: no way in, everything saved, no pod.
 *
 * <p>A pod whose files would be lost with it stays until they are saved; a volume keeps them.
 */
@Singleton
class Sleeping {

  private final Dependents dependents;
  private final Flusher flusher;
  private final Volumes volumes;
  private final Events events;

  Sleeping(Dependents dependents, Flusher flusher, Volumes volumes, Events events) {
    this.dependents = dependents;
    this.flusher = flusher;
    this.volumes = volumes;
    this.events = events;
  }

  Step step(Observation seen, Context<Repl> context) {
    Repl repl = seen.repl();
    Long epoch = Optional.ofNullable(repl.getStatus()).map(ReplStatus::epoch).orElse(null);
    if (seen.ingress().isPresent()) {
      dependents.hide(repl, context);
    }
    if (!seen.workload().isScaledUp()) {
      return Step.sleeping(epoch, Optional.empty());
    }
    Flush flush = flusher.flush(repl, seen.workload());
    if (flush.is(Outcome.NOT_SAVED) && !Storage.isPersistent(repl)) {
      return Step.sleeping(epoch, Optional.of(notSaved(flush)));
    }
    if (flush.is(Outcome.SAVED)) {
      seen.volume().ifPresent(volume -> volumes.noteSaved(repl, volume));
      events.publish(repl, Kind.NORMAL, Reason.FLUSHED, flush.message());
    } else if (flush.is(Outcome.NOT_SAVED)) {
      events.publish(
          repl, Kind.WARNING, Reason.FLUSH_FAILED, flush.message() + " The volume keeps the rest.");
    }
    dependents.scaleDown(repl, context);
    return Step.sleeping(epoch, Optional.empty());
  }

  private static Trouble notSaved(Flush flush) {
    return new Trouble(
        Reason.FLUSH_FAILED,
        flush.message()
            + " The pod stays until everything is saved, and it is tried again; to give the rest up,"
            + " delete the Repl.");
  }
}
