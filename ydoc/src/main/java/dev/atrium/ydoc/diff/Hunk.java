package dev.atrium.ydoc.diff;

/** Elements {@code oldStart} to {@code oldEnd} have become {@code newStart} to {@code newEnd}. */
record Hunk(int oldStart, int oldEnd, int newStart, int newEnd) {

  boolean isEmpty() {
    return oldStart == oldEnd && newStart == newEnd;
  }

  int oldLength() {
    return oldEnd - oldStart;
  }

  int newLength() {
    return newEnd - newStart;
  }
}
