package dev.atrium.operator.repl;

import dev.atrium.crd.ConditionType;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to look at a Repl again without being called: not at all while nothing is amiss, and with
 * pauses that grow with the time it has been waiting.
 */
final class Pace {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Pace() {}

  static Optional<Duration> next(ReplStatus status, Optional<Duration> renewal, Instant now) {
    return switch (status.state()) {
      case RUNNING -> renewal;
      case SUSPENDED -> Optional.empty();
      case PENDING, STARTING, SUSPENDING, FAILED -> Optional.of(pause(status, now));
    };
  }

  private static Duration pause(ReplStatus status, Instant now) {
    Duration waiting =
        status
            .condition(ConditionType.READY)
            .map(ReplCondition::lastTransitionTime)
            .map(since -> Duration.between(Instant.parse(since), now))
            .orElse(Duration.ZERO);
    Duration half = waiting.dividedBy(2);
    if (half.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return half.compareTo(LONGEST) > 0 ? LONGEST : half;
  }
}
