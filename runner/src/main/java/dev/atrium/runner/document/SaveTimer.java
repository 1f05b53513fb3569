package dev.atrium.runner.document;

import java.time.Duration;
import java.time.Instant;

/**
 * When a document is written to its file: when nobody has typed for a while, and also while
 * somebody types on. Pure; not thread-safe.
 */
final class SaveTimer {

  /** So long after the last edit. */
  static final Duration QUIET = Duration.ofMillis(500);

  /** So long after the first one that is not in the file. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  private Instant first;
  private Instant last;

  /** Something was changed now. */
  void changed(Instant now) {
    first = first == null ? now : first;
    last = now;
  }

  /** Nothing has changed since what is being written now. */
  void reset() {
    first = null;
    last = null;
  }

  /** Whether there is something to be written, now or later. */
  boolean isRunning() {
    return first != null;
  }

  /** How long to wait yet; zero if it is time. Only while it is running. */
  Duration left(Instant now) {
    Instant quiet = last.plus(QUIET);
    Instant longest = first.plus(LONGEST);
    Duration left = Duration.between(now, quiet.isBefore(longest) ? quiet : longest);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
