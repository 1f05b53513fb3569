package dev.atrium.ydoc.update;

import java.util.Arrays;

/**
 * How large contents get by joining. Contents are immutable, so to join is to copy: without a bound
 * the cost of typing would grow with what has been typed.
 */
final class Joining {

  static final int MAX_TEXT = 1024;
  static final int MAX_VALUES = 128;

  private Joining() {}

  static <T> T[] concat(T[] left, T[] right) {
    T[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
