package dev.atrium.ydoc.store;

import java.util.HashSet;
import java.util.Set;

/**
 * Where an item goes when others were inserted at the same place at the same time: YATA's rule,
 * which gives every peer the same order whatever came first.
 *
 * @see <a href="https://www.researchgate.net/publication/310212186">Nicolaescu et al., Near
 *     Real-Time Peer-to-Peer Shared Editing on Extensible Data Types</a>, and Item.integrate in Yjs
 */
final class Placement {

  private Placement() {}

  /** Links {@code item}, whose left and right are its origins, into the list of its parent. */
  static void link(Item item) {
    if (hasRivals(item)) {
      item.left = leftOf(item);
    }
    Branch parent = item.parent;
    if (item.left != null) {
      item.right = item.left.right;
      item.left.right = item;
    } else {
      item.right = parent.first(item.key);
      if (item.key == null) {
        parent.start = item;
      }
    }
    if (item.right != null) {
      item.right.left = item;
    } else if (item.key != null) {
      parent.entries().put(item.key, item);
    }
  }

  private static boolean hasRivals(Item item) {
    return item.left == null
        ? item.right == null || item.right.left != null
        : item.left.right != item.right;
  }

  private static Item leftOf(Item item) {
    Item left = item.left;
    Item rival = left != null ? left.right : item.parent.first(item.key);
    Set<Item> passed = new HashSet<>();
    Set<Item> conflicting = new HashSet<>();
    for (; rival != null && rival != item.right; rival = rival.right) {
      passed.add(rival);
      conflicting.add(rival);
      if (item.hasSameOrigin(rival)) {
        if (rival.owner.client < item.owner.client) {
          left = rival;
          conflicting.clear();
        } else if (item.hasSameRightOrigin(rival)) {
          break;
        }
      } else {
        Block origin = rival.originOwner == null ? null : rival.originOwner.at(rival.originClock);
        if (origin == null || !passed.contains(origin)) {
          break;
        }
        if (!conflicting.contains(origin)) {
          left = rival;
          conflicting.clear();
        }
      }
    }
    return left;
  }
}
