package dev.atrium.ydoc.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that stand once in the old text and once in the new one, in the same order: they have
 * stayed, however much has changed between them. That is the idea of patience diff, and cheap.
 */
final class Anchors {

  private static final int MANY = -1;

  private Anchors() {}

  /** A line that has stayed. */
  record Anchor(int before, int after) {}

  /** The longest row of anchors within {@code range}. */
  static List<Anchor> find(int[] before, int[] after, Hunk range) {
    Map<Integer, Integer> inOld = unique(before, range.oldStart(), range.oldEnd());
    Map<Integer, Integer> inNew = unique(after, range.newStart(), range.newEnd());
    List<Anchor> candidates = new ArrayList<>();
    for (int i = range.oldStart(); i < range.oldEnd(); i++) {
      Integer there = inNew.get(before[i]);
      if (there != null && there != MANY && inOld.get(before[i]) != MANY) {
        candidates.add(new Anchor(i, there));
      }
    }
    return longestRising(candidates);
  }

  private static Map<Integer, Integer> unique(int[] lines, int start, int end) {
    Map<Integer, Integer> places = HashMap.newHashMap(end - start);
    for (int i = start; i < end; i++) {
      places.merge(lines[i], i, (first, second) -> MANY);
    }
    return places;
  }

  /** The longest subsequence whose places in the new text rise. */
  private static List<Anchor> longestRising(List<Anchor> candidates) {
    int[] previous = new int[candidates.size()];
    int[] ends = new int[candidates.size()];
    int[] places = new int[candidates.size()];
    int length = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int place = candidates.get(i).after();
      int at = -Arrays.binarySearch(places, 0, length, place) - 1;
      places[at] = place;
      ends[at] = i;
      previous[i] = at == 0 ? -1 : ends[at - 1];
      length = Math.max(length, at + 1);
    }
    Deque<Anchor> row = new ArrayDeque<>();
    for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = previous[i]) {
      row.push(candidates.get(i));
    }
    return List.copyOf(row);
  }
}
