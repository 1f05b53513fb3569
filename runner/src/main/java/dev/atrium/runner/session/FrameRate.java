package dev.atrium.runner.session;

import java.util.function.LongSupplier;

/** A token bucket over one connection's frames. Used by one thread. */
final class FrameRate {

  static final int PER_SECOND = 2_000;
  static final int BURST = 10_000;

  private final LongSupplier nanoTime;
  private double tokens = BURST;
  private long last;

  FrameRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Counts one frame; false if it is one too many. */
  boolean allows() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(BURST, tokens + (now - last) * (PER_SECOND / 1e9));
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
