package dev.atrium.runner.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait between attempts: doubling, with full jitter, up to a bound. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(10);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after one more failure, at least a fifth of its bound. */
  Duration next() {
    long bound = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(failures++, 10));
    return Duration.ofMillis(bound / 5 + random.nextLong(bound - bound / 5 + 1));
  }

  void reset() {
    failures = 0;
  }
}
