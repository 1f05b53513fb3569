package dev.atrium.runner.session;

/**
 * Whether a window is still there. A connection that was cut without a word stays open for many
 * minutes as far as TCP knows; its person should not. Used by one thread.
 */
final class Pulse {

  /**
   * So many pings in a row may stay without an answer: on a slow line one waits behind all that was
   * sent before it.
   */
  static final int MAX_UNANSWERED = 3;

  private int unanswered;

  /** Counts a ping that is to be sent; false if the window is to be given up instead. */
  boolean asks() {
    return unanswered++ < MAX_UNANSWERED;
  }

  void answered() {
    unanswered = 0;
  }
}
