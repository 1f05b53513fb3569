package dev.atrium.ydoc.update;

import java.util.Arrays;

/** Ranges of one client's clocks: sorted, apart from each other, none empty. Immutable. */
public final class ClockRanges {

  private final int[] starts;
  private final int[] ends;

  private ClockRanges(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /** How many ranges. */
  public int size() {
    return starts.length;
  }

  /** The first clock of range {@code index}. */
  public int start(int index) {
    return starts[index];
  }

  /** The clock after the last one of range {@code index}. */
  public int end(int index) {
    return ends[index];
  }

  public boolean contains(int clock) {
    int found = Arrays.binarySearch(starts, clock);
    int candidate = found >= 0 ? found : -found - 2;
    return candidate >= 0 && clock < ends[candidate];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClockRanges ranges
        && Arrays.equals(starts, ranges.starts)
        && Arrays.equals(ends, ranges.ends);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(ends);
  }

  /** Collects ranges in any order; they may overlap. */
  static final class Collector {

    /** A start in the upper half, an end in the lower: in this order numbers sort as ranges do. */
    private long[] packed = new long[2];

    private int size;
    private boolean sorted = true;

    void add(int start, int end) {
      if (size == packed.length) {
        packed = Arrays.copyOf(packed, 2 * size);
      }
      sorted &= size == 0 || start > (int) packed[size - 1];
      packed[size++] = (long) start << 32 | end;
    }

    void addAll(ClockRanges ranges) {
      for (int i = 0; i < ranges.size(); i++) {
        add(ranges.start(i), ranges.end(i));
      }
    }

    ClockRanges build() {
      if (!sorted) {
        Arrays.sort(packed, 0, size);
        mergeNeighbours();
      }
      int[] starts = new int[size];
      int[] ends = new int[size];
      for (int i = 0; i < size; i++) {
        starts[i] = (int) (packed[i] >>> 32);
        ends[i] = (int) packed[i];
      }
      return new ClockRanges(starts, ends);
    }

    private void mergeNeighbours() {
      int last = 0;
      for (int i = 1; i < size; i++) {
        int start = (int) (packed[i] >>> 32);
        int end = (int) packed[i];
        if (start <= (int) packed[last]) {
          int longer = Math.max(end, (int) packed[last]);
          packed[last] = packed[last] & 0xffffffff00000000L | longer;
        } else {
          packed[++last] = packed[i];
        }
      }
      size = last + 1;
      sorted = true;
    }
  }
}
