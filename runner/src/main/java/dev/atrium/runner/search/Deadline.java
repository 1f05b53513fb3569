package dev.atrium.runner.search;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** When a search has to stop: its time is over, or nobody waits for it any more. Thread-safe. */
final class Deadline {

  private final LongSupplier nanoTime;
  private final long end;
  private final BooleanSupplier abandoned;

  Deadline(LongSupplier nanoTime, long nanos, BooleanSupplier abandoned) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + nanos;
    this.abandoned = abandoned;
  }

  boolean isOver() {
    return isAbandoned() || isTimedOut();
  }

  boolean isAbandoned() {
    return abandoned.getAsBoolean();
  }

  boolean isTimedOut() {
    return nanoTime.getAsLong() - end >= 0;
  }
}
