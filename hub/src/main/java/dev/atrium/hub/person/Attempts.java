package dev.atrium.hub.person;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts failures: at most {@code limit} in any {@code window}. They are counted for everybody
 * together, because behind an ingress everybody comes from one address. Not thread-safe.
 */
final class Attempts {

  private final int limit;
  private final Duration window;
  private final Clock clock;
  private final Deque<Instant> failures = new ArrayDeque<>();

  Attempts(int limit, Duration window, Clock clock) {
    this.limit = limit;
    this.window = window;
    this.clock = clock;
  }

  /** Whether another attempt may be made now. */
  boolean isOpen() {
    Instant start = clock.instant().minus(window);
    while (!failures.isEmpty() && !failures.getFirst().isAfter(start)) {
      failures.removeFirst();
    }
    return failures.size() < limit;
  }

  /** The attempt failed. */
  void failed() {
    failures.addLast(clock.instant());
  }
}
