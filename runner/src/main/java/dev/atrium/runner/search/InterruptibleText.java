package dev.atrium.runner.search;

/**
 * A text that stops whoever reads it after the deadline: the one handle there is on a {@link
 * java.util.regex.Pattern} that backtracks forever. Used by one thread.
 */
final class InterruptibleText implements CharSequence {

  private static final int CHECK_EVERY = 1 << 14;

  /** The deadline passed while a pattern was at work. */
  static final class TimedOutException extends RuntimeException {
    private TimedOutException() {
      super("A search ran out of time.", null, false, false);
    }
  }

  private final String text;
  private final Deadline deadline;
  private int reads;

  InterruptibleText(String text, Deadline deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  @Override
  public char charAt(int index) {
    if (++reads % CHECK_EVERY == 0 && deadline.isOver()) {
      throw new TimedOutException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
