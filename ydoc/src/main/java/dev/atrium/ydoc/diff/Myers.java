package dev.atrium.ydoc.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The shortest way from one sequence to another, as long as it is short.
 *
 * @see <a href="http://www.xmailserver.org/diff2.pdf">Myers, An O(ND) Difference Algorithm and Its
 *     Variations, 1986</a>
 */
final class Myers {

  private final int[] before;
  private final int[] after;
  private final Hunk range;

  /** For each number of steps how far each diagonal got. */
  private final List<int[]> reached = new ArrayList<>();

  private Myers(int[] before, int[] after, Hunk range) {
    this.before = before;
    this.after = after;
    this.range = range;
  }

  /**
   * The differences within {@code range}; {@code range} itself when there are more than so many.
   */
  static List<Hunk> diff(int[] before, int[] after, Hunk range, int maxSteps) {
    if (range.oldLength() == 0 || range.newLength() == 0) {
      return List.of(range);
    }
    Myers search = new Myers(before, after, range);
    int steps = search.search(Math.min(maxSteps, range.oldLength() + range.newLength()));
    return steps < 0 ? List.of(range) : search.trace(steps);
  }

  /** How many steps it takes to the end, or -1. */
  private int search(int maxSteps) {
    int[] furthest = new int[2 * maxSteps + 3];
    int middle = maxSteps + 1;
    for (int steps = 0; steps <= maxSteps; steps++) {
      reached.add(Arrays.copyOfRange(furthest, middle - steps - 1, middle + steps + 2));
      for (int diagonal = -steps; diagonal <= steps; diagonal += 2) {
        int at = middle + diagonal;
        boolean down =
            diagonal == -steps || diagonal != steps && furthest[at - 1] < furthest[at + 1];
        int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
        int y = x - diagonal;
        while (isSame(x, y)) {
          x++;
          y++;
        }
        furthest[at] = x;
        if (x >= range.oldLength() && y >= range.newLength()) {
          return steps;
        }
      }
    }
    return -1;
  }

  private boolean isSame(int x, int y) {
    return x < range.oldLength()
        && y >= 0
        && y < range.newLength()
        && before[range.oldStart() + x] == after[range.newStart() + y];
  }

  /** Walks back from the end; steps that follow each other are one hunk. */
  private List<Hunk> trace(int allSteps) {
    Deque<Hunk> hunks = new ArrayDeque<>();
    int x = range.oldLength();
    int y = range.newLength();
    for (int steps = allSteps; steps > 0; steps--) {
      int[] furthest = reached.get(steps);
      int middle = steps + 1;
      int diagonal = x - y;
      boolean down =
          diagonal == -steps
              || diagonal != steps
                  && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1];
      int fromX = furthest[middle + diagonal + (down ? 1 : -1)];
      int fromY = fromX - (diagonal + (down ? 1 : -1));
      int toX = down ? fromX : fromX + 1;
      int toY = down ? fromY + 1 : fromY;
      push(hunks, fromX, toX, fromY, toY);
      x = fromX;
      y = fromY;
    }
    return List.copyOf(hunks);
  }

  private void push(Deque<Hunk> hunks, int oldStart, int oldEnd, int newStart, int newEnd) {
    Hunk step =
        new Hunk(
            range.oldStart() + oldStart,
            range.oldStart() + oldEnd,
            range.newStart() + newStart,
            range.newStart() + newEnd);
    Hunk next = hunks.peek();
    if (next != null && next.oldStart() == step.oldEnd() && next.newStart() == step.newEnd()) {
      hunks.pop();
      step = new Hunk(step.oldStart(), next.oldEnd(), step.newStart(), next.newEnd());
    }
    hunks.push(step);
  }
}
