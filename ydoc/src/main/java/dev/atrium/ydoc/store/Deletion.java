package dev.atrium.ydoc.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** Deletes items with everything inside of them; however deep that is, without recursion. */
final class Deletion {

  private Deletion() {}

  static void delete(Changes changes, Item item) {
    if (item.isDeleted()) {
      return;
    }
    Deque<Branch> inside = new ArrayDeque<>(0);
    deleteOne(changes, item, inside);
    while (!inside.isEmpty()) {
      Branch branch = inside.pop();
      for (Item child = branch.start; child != null; child = child.right) {
        deleteChild(changes, child, inside);
      }
      if (branch.hasEntries()) {
        branch.entries().values().forEach(child -> deleteChild(changes, child, inside));
      }
    }
  }

  private static void deleteChild(Changes changes, Item child, Deque<Branch> inside) {
    if (!child.isDeleted()) {
      deleteOne(changes, child, inside);
    } else if (!changes.adds(child)) {
      // It was deleted before, so only its new neighbours tell that it could be one with them.
      changes.joinLater(child);
    }
  }

  private static void deleteOne(Changes changes, Item item, Deque<Branch> inside) {
    if (item.key == null && item.content.isCountable()) {
      item.parent.length -= item.length;
    }
    item.markDeleted();
    changes.deleted(item);
    changes.touch(item.parent, item.key);
    if (item instanceof TypeItem type && type.branch != null) {
      changes.forget(type.branch);
      inside.push(type.branch);
    }
  }
}
