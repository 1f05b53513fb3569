package dev.atrium.operator.repl;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.event.StatusEvents;
import dev.atrium.operator.status.Findings;
import dev.atrium.operator.status.StatusAggregator;
import dev.atrium.operator.status.StatusWriter;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Writes a Repl's status when it has changed, and publishes the Events of the change. */
@Singleton
class Telling {

  private final Dependents dependents;
  private final StatusWriter writer;
  private final StatusEvents events;
  private final Places places;
  private final Clock clock;

  Telling(
      Dependents dependents, StatusWriter writer, StatusEvents events, Places places, Clock clock) {
    this.dependents = dependents;
    this.writer = writer;
    this.events = events;
    this.places = places;
    this.clock = clock;
  }

  /** The status as it is now, written or not. */
  ReplStatus tell(Observation seen, Step step, Context<Repl> context) {
    Repl repl = seen.repl();
    ReplStatus before = repl.getStatus();
    ReplStatus status = StatusAggregator.aggregate(findings(seen, step), clock.instant());
    if (!status.equals(before)) {
      writer.write(repl, status, context);
      events.publish(repl, before, status);
    }
    return status;
  }

  private Findings findings(Observation seen, Step step) {
    String project = seen.repl().getSpec().project();
    boolean current =
        seen.workload()
            .deployment()
            .map(each -> dependents.isCurrent(each, seen.repl()))
            .orElse(true);
    return new Findings(
        seen.repl(),
        seen.workload().answeredBy(step.answering()),
        step.exposed(),
        current,
        step.epoch(),
        places.ide(project),
        places.app(project),
        step.admission(),
        step.seed(),
        step.flush());
  }
}
