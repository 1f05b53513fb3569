package dev.atrium.ydoc.room;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A token bucket. */
final class RateLimit {

  private final InstantSource time;
  private final double perSecond;
  private final double capacity;
  private double tokens;
  private Instant filled;

  RateLimit(InstantSource time, int perSecond, int capacity) {
    this.time = time;
    this.perSecond = perSecond;
    this.capacity = capacity;
    tokens = capacity;
    filled = time.instant();
  }

  /** Whether one more is within the limit; it counts then. */
  boolean tryAcquire() {
    Instant now = time.instant();
    double seconds = Duration.between(filled, now).toNanos() / 1e9;
    tokens = Math.min(capacity, tokens + Math.max(seconds, 0) * perSecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
