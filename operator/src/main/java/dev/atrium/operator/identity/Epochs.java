package dev.atrium.operator.identity;

import java.time.Instant;

/**
 * The numbers of a Repl's starts. Each start has a higher one than all before it, also after a
 * restore of the cluster or a move to another: the time is part of it.
 */
public final class Epochs {

  private Epochs() {}

  /**
   * The next start's epoch.
   *
   * @param last the highest that is known, or null if there was none
   */
  public static long next(Long last, Instant now) {
    return last == null ? now.toEpochMilli() : Math.max(last + 1, now.toEpochMilli());
  }
}
