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
import dev.atrium.operator.status.Workload;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets a Repl go: no way in, everything saved if that is possible in time, and said how it ended.
 * What is in S3 is never touched, and a namespace is never held for long.
 */
@Singleton
class Leaving {

  private static final Duration AGAIN = Duration.ofSeconds(5);

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
    Flush flush = flusher.flush(repl, seen.workload());
    if (flush.is(Outcome.NOT_SAVED) && isWorthWaiting(repl, seen.workload())) {
      var again = DeleteControl.noFinalizerRemoval();
      again.rescheduleAfter(AGAIN.toMillis());
      return again;
    }
    tell(repl, flush, seen.workload());
    seen.volume().ifPresent(volume -> volumes.release(repl, volume, flush));
    if (isLast(repl, context)) {
      dependents.removeShared(repl, context);
    }
    return DeleteControl.defaultDelete();
  }

  /** A pod that is on its way out saves by itself what it can, and will not answer much longer. */
  private boolean isWorthWaiting(Repl repl, Workload workload) {
    Instant since = Instant.parse(repl.getMetadata().getDeletionTimestamp());
    return workload.isStaying() && clock.instant().isBefore(since.plus(patience));
  }

  private void tell(Repl repl, Flush flush, Workload workload) {
    switch (flush.outcome()) {
      case SAVED -> events.publish(repl, Kind.NORMAL, Reason.FLUSHED, flush.message());
      case NOT_SAVED ->
          events.publish(
              repl,
              Kind.WARNING,
              Reason.FLUSH_FAILED,
              flush.message()
                  + " It was deleted all the same, after "
                  + patience.toSeconds()
                  + " s.");
      case NO_RUNNER -> {
        if (workload.isScaledUp()) {
          events.publish(repl, Kind.WARNING, Reason.FLUSH_SKIPPED, flush.message());
        }
      }
    }
  }

  private static boolean isLast(Repl repl, Context<Repl> context) {
    return context
        .getPrimaryCache()
        .list(repl.getMetadata().getNamespace())
        .allMatch(each -> each.getMetadata().getName().equals(repl.getMetadata().getName()));
  }
}
