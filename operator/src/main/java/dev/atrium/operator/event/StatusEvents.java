package dev.atrium.operator.event;

import dev.atrium.crd.ConditionType;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.event.Events.Kind;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Makes Events of a status' transitions: one for each that a person would want to hear of. */
@Singleton
public class StatusEvents {

  private static final Set<Reason> GOOD = Set.of(Reason.RUNNING, Reason.SUSPENDED);

  /** On the way from one to the other, which the next Event tells. */
  private static final Set<Reason> PASSING =
      Set.of(Reason.STARTING, Reason.SUSPENDING, Reason.UP_TO_DATE);

  private final Events events;

  StatusEvents(Events events) {
    this.events = events;
  }

  /**
   * @param before null before the first
   */
  public void publish(Repl repl, ReplStatus before, ReplStatus after) {
    changed(ConditionType.READY, before, after).ifPresent(each -> tell(repl, each));
    changed(ConditionType.UP_TO_DATE, before, after)
        .filter(each -> each.reason().equals(Reason.RESTART_NEEDED.value()))
        .ifPresent(each -> tell(repl, each));
  }

  private static Optional<ReplCondition> changed(
      ConditionType type, ReplStatus before, ReplStatus after) {
    var old = Optional.ofNullable(before).flatMap(each -> each.condition(type));
    return after
        .condition(type)
        .filter(now -> old.filter(each -> each.reason().equals(now.reason())).isEmpty());
  }

  private void tell(Repl repl, ReplCondition condition) {
    Arrays.stream(Reason.values())
        .filter(each -> each.value().equals(condition.reason()))
        .filter(each -> !PASSING.contains(each))
        .findFirst()
        .ifPresent(
            reason ->
                events.publish(
                    repl,
                    GOOD.contains(reason) ? Kind.NORMAL : Kind.WARNING,
                    reason,
                    condition.message()));
  }
}
