package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;
import java.util.LinkedHashMap;
import java.util.Map;

/** A place between two items of a list, and the formats that hold there. */
final class Cursor {

  /** What ends a format, as JSON. */
  static final String NO_VALUE = "null";

  Item left;
  Item right;

  /** How many visible elements stand before the place. */
  int index;

  /** The formats that hold here, as JSON by key. Not known when the place was found by a marker. */
  final Map<String, String> attributes = new LinkedHashMap<>();

  private Cursor(Item left, Item right, int index) {
    this.left = left;
    this.right = right;
    this.index = index;
  }

  static Cursor start(Branch branch) {
    return new Cursor(null, branch.start, 0);
  }

  /** The place before the visible element {@code index}; an item that covers it is divided. */
  static Cursor at(BlockStore store, Changes changes, Branch branch, int index) {
    Cursor cursor = branch.formatted ? start(branch) : nearby(branch, index);
    cursor.advance(store, changes, index - cursor.index);
    return cursor;
  }

  private static Cursor nearby(Branch branch, int index) {
    Markers.Found found = branch.markers().find(index);
    Item item = found.item();
    return new Cursor(item == null ? null : item.left, item, found.index());
  }

  /** Moves on by so many visible elements. */
  void advance(BlockStore store, Changes changes, int count) {
    int rest = count;
    while (right != null && rest > 0) {
      if (right.isVisible()) {
        if (rest < right.length) {
          store.divide(changes, right, rest);
        }
        rest -= right.length;
      }
      forward();
    }
  }

  /** Moves behind the item on the right, which must be there. */
  void forward() {
    if (right.content instanceof Content.Format format && !right.isDeleted()) {
      apply(attributes, format);
    } else if (right.isVisible()) {
      index += right.length;
    }
    left = right;
    right = right.right;
  }

  static void apply(Map<String, String> attributes, Content.Format format) {
    if (format.json().equals(NO_VALUE)) {
      attributes.remove(format.key());
    } else {
      attributes.put(format.key(), format.json());
    }
  }
}
