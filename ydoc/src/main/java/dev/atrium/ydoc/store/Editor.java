package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;
import java.util.List;

/**
 * Edits one branch as one client, within one transaction: lists by position and maps by key.
 * Positions must be in range.
 */
public class Editor {

  final BlockStore store;
  final Changes changes;
  final Branch branch;
  private final long client;

  public Editor(BlockStore store, Changes changes, long client, Branch branch) {
    this.store = store;
    this.changes = changes;
    this.client = client;
    this.branch = branch;
  }

  /**
   * Inserts {@code contents} before the element {@code index}; returns the branch of the last one.
   */
  public Branch insert(int index, List<Content> contents) {
    contents.forEach(this::requireShallow);
    Cursor cursor = Cursor.at(store, changes, branch, index);
    int length = contents.stream().mapToInt(Content::length).sum();
    branch.markers().inserting(index, length);
    for (Content content : contents) {
      insert(cursor, content);
    }
    return cursor.left instanceof TypeItem type ? type.branch : null;
  }

  public void delete(int index, int length) {
    Cursor cursor = Cursor.at(store, changes, branch, index);
    int rest = length;
    for (; rest > 0; cursor.forward()) {
      if (cursor.right.isVisible()) {
        rest -= deleteNext(cursor, rest);
      }
    }
    branch.markers().deleted(index, length);
  }

  /** Sets the value of {@code key}; returns its branch if it has one. */
  public Branch put(String key, Content content) {
    requireShallow(content);
    Item left = branch.entries().get(key);
    Item item = Insertion.between(store, changes, client, branch, key, left, null, content);
    return item instanceof TypeItem type ? type.branch : null;
  }

  /** Removes {@code key}, if it is there. */
  public void remove(String key) {
    Item last = branch.entries().get(key);
    if (last != null) {
      Deletion.delete(changes, last);
    }
  }

  private void requireShallow(Content content) {
    if (content instanceof Content.Type && branch.depth() >= Nesting.MAX_DEPTH) {
      throw new IllegalStateException("shared types nest at most " + Nesting.MAX_DEPTH + " deep");
    }
  }

  /** Inserts {@code content} and moves the cursor behind it. */
  final void insert(Cursor cursor, Content content) {
    cursor.right =
        Insertion.between(store, changes, client, branch, null, cursor.left, cursor.right, content);
    cursor.forward();
  }

  /** Deletes up to {@code length} elements of the visible item on the right; returns how many. */
  final int deleteNext(Cursor cursor, int length) {
    if (length < cursor.right.length) {
      store.divide(changes, cursor.right, length);
    }
    Deletion.delete(changes, cursor.right);
    return cursor.right.length;
  }
}
