package dev.atrium.ydoc.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences between two sequences: first what is the same at both ends is set aside, then
 * what lies between anchors is compared piece by piece. A piece with too many differences is one.
 */
final class SequenceDiff {

  private final int[] before;
  private final int[] after;
  private final int maxSteps;
  private final List<Hunk> hunks = new ArrayList<>();

  private SequenceDiff(int[] before, int[] after, int maxSteps) {
    this.before = before;
    this.after = after;
    this.maxSteps = maxSteps;
  }

  /** With anchors: right for lines, of which many are unique. */
  static List<Hunk> ofLines(int[] before, int[] after, int maxSteps) {
    SequenceDiff diff = new SequenceDiff(before, after, maxSteps);
    Hunk range = diff.trim(new Hunk(0, before.length, 0, after.length));
    int oldStart = range.oldStart();
    int newStart = range.newStart();
    for (Anchors.Anchor anchor : Anchors.find(before, after, range)) {
      diff.compare(new Hunk(oldStart, anchor.before(), newStart, anchor.after()));
      oldStart = anchor.before() + 1;
      newStart = anchor.after() + 1;
    }
    diff.compare(new Hunk(oldStart, range.oldEnd(), newStart, range.newEnd()));
    return diff.hunks;
  }

  /** Without anchors: right for characters. */
  static List<Hunk> ofCharacters(int[] before, int[] after, int maxSteps) {
    SequenceDiff diff = new SequenceDiff(before, after, maxSteps);
    diff.compare(new Hunk(0, before.length, 0, after.length));
    return diff.hunks;
  }

  private void compare(Hunk range) {
    Hunk rest = trim(range);
    if (!rest.isEmpty()) {
      hunks.addAll(Myers.diff(before, after, rest, maxSteps));
    }
  }

  private Hunk trim(Hunk range) {
    int oldStart = range.oldStart();
    int oldEnd = range.oldEnd();
    int newStart = range.newStart();
    int newEnd = range.newEnd();
    while (oldStart < oldEnd && newStart < newEnd && before[oldStart] == after[newStart]) {
      oldStart++;
      newStart++;
    }
    while (oldStart < oldEnd && newStart < newEnd && before[oldEnd - 1] == after[newEnd - 1]) {
      oldEnd--;
      newEnd--;
    }
    return new Hunk(oldStart, oldEnd, newStart, newEnd);
  }
}
