package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.ClockRanges;
import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.DeleteSet;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frees the contents of deleted items, and the items themselves when their parent is deleted too.
 */
final class Garbage {

  private Garbage() {}

  static void collect(BlockStore store, DeleteSet deletions) {
    for (long client : deletions.clients()) {
      ClientBlocks blocks = store.blocksOf(client);
      ClockRanges ranges = deletions.of(client);
      for (int i = 0; i < ranges.size(); i++) {
        int index = blocks.indexOf(ranges.start(i));
        for (; index < blocks.size() && blocks.get(index).clock < ranges.end(i); index++) {
          if (blocks.get(index) instanceof Item item && item.isDeleted()) {
            free(item);
          }
        }
      }
    }
  }

  private static void free(Item item) {
    Deque<Branch> orphaned = new ArrayDeque<>(0);
    releaseBranch(item, orphaned);
    item.content = new Content.Deleted(item.length);
    while (!orphaned.isEmpty()) {
      Branch branch = orphaned.pop();
      for (Item child = branch.start; child != null; child = child.right) {
        replace(child, orphaned);
      }
      if (branch.hasEntries()) {
        for (Item last : branch.entries().values()) {
          for (Item child = last; child != null; child = child.left) {
            replace(child, orphaned);
          }
        }
      }
      branch.clear();
    }
  }

  private static void replace(Item child, Deque<Branch> orphaned) {
    releaseBranch(child, orphaned);
    child.owner.replace(child, new Gone(child.owner, child.clock, child.length));
  }

  private static void releaseBranch(Item item, Deque<Branch> orphaned) {
    if (item instanceof TypeItem type && type.branch != null) {
      orphaned.push(type.branch);
      type.branch = null;
    }
  }
}
