package dev.atrium.runner.document;

/**
 * When the log gets all of a document rather than what is new: so that what has to be read to open
 * it stays in proportion to its size. Not thread-safe.
 */
final class WholeStates {

  private static final long MIN_BYTES = 16 * 1024;
  private static final int MAX_LOST = 3;
  private static final int MAX_UPDATES = 256;

  private boolean required;
  private int lost;
  private long wholeBytes;
  private long bytes;
  private int updates;

  private WholeStates(boolean required) {
    this.required = required;
  }

  /** For a document that the log does not have. */
  static WholeStates unknown() {
    return new WholeStates(true);
  }

  /** For a document that the log has as a whole and what came after. */
  static WholeStates known(long wholeBytes, long bytes, int updates) {
    WholeStates known = new WholeStates(false);
    known.wholeBytes = wholeBytes;
    known.bytes = bytes;
    known.updates = updates;
    return known;
  }

  /** The log may have lost it. */
  void require() {
    required = true;
  }

  /** The log has lost it; false if it does so again and again. */
  boolean requireOnceMore() {
    required |= lost < MAX_LOST;
    return lost++ < MAX_LOST;
  }

  boolean isDue() {
    return required || updates >= MAX_UPDATES || bytes > Math.max(MIN_BYTES, wholeBytes);
  }

  /** This went into the log. */
  void written(boolean whole, int length) {
    if (whole) {
      required = false;
      wholeBytes = length;
      bytes = 0;
      updates = 0;
    } else {
      bytes += length;
      updates++;
    }
  }
}
