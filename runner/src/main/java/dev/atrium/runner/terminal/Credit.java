package dev.atrium.runner.terminal;

/**
 * A window of bytes in flight: what one side sent and the other has not confirmed yet. Not
 * thread-safe.
 */
final class Credit {

  private final long window;
  private long inFlight;

  Credit(long window) {
    this.window = window;
  }

  /** How many bytes may be sent now. */
  long available() {
    return window - inFlight;
  }

  long inFlight() {
    return inFlight;
  }

  /**
   * Counts bytes as sent.
   *
   * @return false, and nothing is counted, if that is more than may be sent
   */
  boolean take(long bytes) {
    if (bytes > available()) {
      return false;
    }
    inFlight += bytes;
    return true;
  }

  /**
   * Counts bytes as confirmed.
   *
   * @return false, and nothing is counted, if they were never sent
   */
  boolean confirm(long bytes) {
    if (bytes < 0 || bytes > inFlight) {
      return false;
    }
    inFlight -= bytes;
    return true;
  }
}
