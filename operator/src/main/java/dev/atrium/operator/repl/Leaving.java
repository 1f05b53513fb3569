package dev.atrium.operator.repl;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.event.Events;
import dev.atrium.operator.event.Events.Kind;
import dev.atrium.operator.flush.Flush;
import dev.atrium.operator.flush.Flush.Outcome;
import dev.atrium.operator.flush.Flusher;
import dev.atrium.operator.flush.Volumes;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets a Repl go: no way in, everything saved if that is possible in time, said how it ended, and
 * no runner left when the Repl is gone. What is in S3 is never touched, and a namespace is never
 * held for long.
 */
@Singleton
class Leaving {

  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** A pod that is not gone by then is on a node that does not answer. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Dependents dependents;
  private final Flusher flusher;
  private final Volumes volumes;
  private final Events events;
  private final Clock clock;
  private final Duration patience;

  Leaving(
      Dependents dependents,
      Flusher flusher,
      Volumes volumes,
      Events events,
      Clock clock,
      OperatorConfig config) {
    this.dependents = dependents;
    this.flusher = flusher;
    this.volumes = volumes;
    this.events = events;
    this.clock = clock;
    this.patience = config.deletionTimeout();
  }

  DeleteControl step(Observation seen, Context<Repl> context) {
    Repl repl = seen.repl();
    if (seen.ingress().isPresent()) {
      dependents.hide(repl, context);
    }
    if (seen.workload().isScaledUp()) {
      return save(seen, context);
    }
    if (!seen.workload().isEmpty() && isWithin(repl, patience.plus(GRACE))) {
      return again();
    }
    seen.volume().ifPresent(volume -> volumes.release(repl, volume));
    if (isLast(repl, context)) {
      dependents.removeShared(repl, context);
    }
    return DeleteControl.defaultDelete();
  }

  private DeleteControl save(Observation seen, Context<Repl> context) {
    Repl repl = seen.repl();
    Flush flush = flusher.flush(repl, seen.workload());
    // A pod that is on its way out saves by itself what it can, and will not answer much longer.
    boolean worthIt = seen.workload().isStaying() && isWithin(repl, patience);
    if (flush.is(Outcome.NOT_SAVED) && worthIt) {
      return again();
    }
    if (flush.is(Outcome.SAVED)) {
      seen.volume().ifPresent(volume -> volumes.noteSaved(repl, volume));
    }
    tell(repl, flush);
    dependents.scaleDown(repl, context);
    return again();
  }

  private static DeleteControl again() {
    var again = DeleteControl.noFinalizerRemoval();
    again.rescheduleAfter(AGAIN.toMillis());
    return again;
  }

  private boolean isWithin(Repl repl, Duration bound) {
    Instant since = Instant.parse(repl.getMetadata().getDeletionTimestamp());
    return clock.instant().isBefore(since.plus(bound));
  }

  private void tell(Repl repl, Flush flush) {
    switch (flush.outcome()) {
      case SAVED -> events.publish(repl, Kind.NORMAL, Reason.FLUSHED, flush.message());
      case NO_RUNNER -> events.publish(repl, Kind.NORMAL, Reason.FLUSH_SKIPPED, flush.message());
      case NOT_SAVED ->
          events.publish(
              repl,
              Kind.WARNING,
              Reason.FLUSH_FAILED,
              flush.message() + " The Repl is deleted all the same.");
    }
  }

  /** Others that are on their way out as well do not count: each of them may be the last. */
  private static boolean isLast(Repl repl, Context<Repl> context) {
    return context
        .getPrimaryCache()
        .list(repl.getMetadata().getNamespace())
        .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
        .allMatch(each -> each.getMetadata().getName().equals(repl.getMetadata().getName()));
  }
}
