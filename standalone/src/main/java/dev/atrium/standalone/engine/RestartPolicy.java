package dev.atrium.standalone.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How soon a runner that ended on its own is started again: at once, then ever later, and no more
 * once it has ended too often in a short time. Not thread-safe.
 */
final class RestartPolicy {

  static final int MAX_CRASHES = 6;
  static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);

  private final Deque<Instant> crashes = new ArrayDeque<>();

  /** The wait before the next start; empty if it should be left alone. */
  Optional<Duration> afterCrash(Instant now) {
    crashes.removeIf(crash -> crash.isBefore(now.minus(WINDOW)));
    crashes.add(now);
    return crashes.size() >= MAX_CRASHES
        ? Optional.empty()
        : Optional.of(FIRST_DELAY.multipliedBy(1L << (crashes.size() - 1)));
  }
}
