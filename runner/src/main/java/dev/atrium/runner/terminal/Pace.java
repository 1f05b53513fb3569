package dev.atrium.runner.terminal;

import java.util.Collection;

/**
 * How fast a program may run: as fast as its fastest viewer.
 *
 * <p>It is held back only while every viewer lags by {@value #HOLD_BYTES} bytes or more, and only
 * while one of them has moved within the last {@value #ASLEEP_MILLIS} ms, so that a laptop that
 * went to sleep does not stop a build. Without a viewer it runs on into the scrollback.
 */
final class Pace {

  static final int HOLD_BYTES = 128 * 1024;
  static final long ASLEEP_MILLIS = 10_000;

  private Pace() {}

  /**
   * How long the program must be held back at most from now on; 0 to let it go.
   *
   * @param end the sequence number behind its last output
   * @param now the clock's milliseconds
   */
  static long holdMillis(long end, Collection<Attachment> viewers, long now) {
    long wait = 0;
    for (Attachment viewer : viewers) {
      if (end - viewer.next() < HOLD_BYTES) {
        return 0;
      }
      wait = Math.max(wait, viewer.progressAt() + ASLEEP_MILLIS - now);
    }
    return wait;
  }
}
