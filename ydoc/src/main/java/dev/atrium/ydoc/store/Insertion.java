package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;

/** Puts items into a document. */
final class Insertion {

  private Insertion() {}

  /**
   * Inserts {@code content} by {@code client} between two neighbours.
   *
   * @param key the key in a parent that is used as a map, else null
   */
  static Item between(
      BlockStore store,
      Changes changes,
      long client,
      Branch parent,
      String key,
      Item left,
      Item right,
      Content content) {
    ClientBlocks owner = store.blocksOf(client);
    Item item = create(owner, owner.state(), Origins.between(left, right), content);
    item.parent = parent;
    item.key = key;
    item.left = left;
    item.right = right;
    integrate(changes, item);
    return item;
  }

  static Item create(ClientBlocks owner, int clock, Origins origins, Content content) {
    return content instanceof Content.Type type
        ? new TypeItem(owner, clock, origins, type)
        : new Item(owner, clock, origins, content);
  }

  /** Adds {@code item}, whose parent, left and right are known. */
  static void integrate(Changes changes, Item item) {
    Branch parent = item.parent;
    Placement.link(item);
    if (item.key == null && item.content.isCountable()) {
      parent.length += item.length;
    }
    changes.added(item);
    item.owner.add(item);
    if (item.content instanceof Content.Deleted) {
      item.markDeleted();
      changes.deleted(item);
    } else if (item.content instanceof Content.Format) {
      parent.formatted = true;
      parent.dropMarkers();
    }
    changes.touch(parent, item.key);
    boolean isLastOfKey = item.key != null && item.right == null;
    if (isLastOfKey && item.left != null) {
      Deletion.delete(changes, item.left);
    }
    if (parent.isDeleted() || item.key != null && !isLastOfKey) {
      Deletion.delete(changes, item);
    }
  }
}
