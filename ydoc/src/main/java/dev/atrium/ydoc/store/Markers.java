package dev.atrium.ydoc.store;

/**
 * Known positions in a list, so that whoever edits near a place where somebody has just edited need
 * not walk there from the beginning. A marker says how many visible elements stand before an item.
 *
 * @see <a
 *     href="https://github.com/yjs/yjs/blob/main/src/types/AbstractType.js">ArraySearchMarker</a>
 */
final class Markers {

  private static final int MAX = 80;

  private final Branch branch;
  private final Item[] items = new Item[MAX];
  private final int[] indexes = new int[MAX];
  private final long[] used = new long[MAX];
  private int size;
  private long time;

  Markers(Branch branch) {
    this.branch = branch;
  }

  /**
   * The item that covers the element {@code index}, or one near before it; none in an empty list.
   */
  Found find(int index) {
    if (branch.start == null || index == 0) {
      return new Found(branch.start, 0);
    }
    int nearest = nearest(index);
    Item item = nearest < 0 ? branch.start : items[nearest];
    int at = nearest < 0 ? 0 : indexes[nearest];
    while (item.right != null && at < index && !(item.isVisible() && index < at + item.length)) {
      at += item.isVisible() ? item.length : 0;
      item = item.right;
    }
    while (item.left != null && at > index) {
      item = item.left;
      at -= item.isVisible() ? item.length : 0;
    }
    remember(nearest, item, at);
    return new Found(item, at);
  }

  record Found(Item item, int index) {}

  /** {@code count} elements have been inserted at {@code index}; must be called before they are. */
  void inserting(int index, int count) {
    for (int i = size - 1; i >= 0; i--) {
      // An item without visible elements may stand on either side of what is inserted.
      while (items[i] != null && !items[i].isVisible()) {
        items[i] = items[i].left;
        if (items[i] != null && items[i].isVisible()) {
          indexes[i] -= items[i].length;
          items[i].marked = true;
        }
      }
      if (items[i] == null) {
        remove(i);
      } else if (indexes[i] >= index) {
        indexes[i] += count;
      }
    }
  }

  /** {@code count} elements from {@code index} on have been deleted. */
  void deleted(int index, int count) {
    for (int i = 0; i < size; i++) {
      if (indexes[i] > index) {
        indexes[i] = Math.max(index, indexes[i] - count);
      }
    }
  }

  /** {@code from} is about to become the end of {@code into}, its neighbour. */
  void moved(Item from, Item into) {
    for (int i = 0; i < size; i++) {
      if (items[i] == from) {
        items[i] = into;
        into.marked = true;
        indexes[i] -= into.isVisible() ? into.length : 0;
      }
    }
  }

  private int nearest(int index) {
    int nearest = -1;
    int distance = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      int candidate = Math.abs(indexes[i] - index);
      if (candidate < distance) {
        nearest = i;
        distance = candidate;
      }
    }
    return nearest;
  }

  private void remember(int nearest, Item item, int at) {
    int slot = nearest;
    if (nearest < 0 || Math.abs(indexes[nearest] - at) >= branch.length / MAX) {
      slot = size < MAX ? size++ : leastUsed();
    }
    items[slot] = item;
    indexes[slot] = at;
    used[slot] = time++;
    item.marked = true;
  }

  private int leastUsed() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = used[i] < used[oldest] ? i : oldest;
    }
    return oldest;
  }

  private void remove(int slot) {
    size--;
    items[slot] = items[size];
    indexes[slot] = indexes[size];
    used[slot] = used[size];
    items[size] = null;
  }
}
