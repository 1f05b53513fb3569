package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.Id;
import dev.atrium.ydoc.update.Struct;

/**
 * Elements with content, in the list of their parent. Documents consist of these, so every field
 * counts: a client is a reference to its blocks, not a number, and there is one object less for
 * each id.
 */
sealed class Item extends Block permits TypeItem {

  /** The element that stood left when this was inserted; null and 0 when there was none. */
  final ClientBlocks originOwner;

  final int originClock;

  /** The element that stood right when this was inserted; null and 0 when there was none. */
  final ClientBlocks rightOriginOwner;

  final int rightOriginClock;

  Item left;
  Item right;
  Branch parent;

  /** The key in a parent that is used as a map, null in lists. */
  String key;

  Content content;
  private boolean deleted;

  /** Whether a marker may point here; it may have gone since. */
  boolean marked;

  Item(ClientBlocks owner, int clock, Origins origins, Content content) {
    super(owner, clock, content.length());
    this.originOwner = origins.leftOwner();
    this.originClock = origins.leftClock();
    this.rightOriginOwner = origins.rightOwner();
    this.rightOriginClock = origins.rightClock();
    this.content = content;
  }

  @Override
  final boolean isDeleted() {
    return deleted;
  }

  final void markDeleted() {
    deleted = true;
  }

  /** Whether its elements count for positions. */
  final boolean isVisible() {
    return !deleted && content.isCountable();
  }

  final boolean hasSameOrigin(Item other) {
    return originOwner == other.originOwner && originClock == other.originClock;
  }

  final boolean hasSameRightOrigin(Item other) {
    return rightOriginOwner == other.rightOriginOwner && rightOriginClock == other.rightOriginClock;
  }

  /** Cuts off what follows the first {@code count} elements, and links it behind this item. */
  final Item split(int count) {
    Origins origins = new Origins(owner, clock + count - 1, rightOriginOwner, rightOriginClock);
    Item rest = new Item(owner, clock + count, origins, content.tail(count));
    content = content.head(count);
    length = count;
    rest.deleted = deleted;
    rest.parent = parent;
    rest.key = key;
    rest.left = this;
    rest.right = right;
    if (right != null) {
      right.left = rest;
    } else if (key != null) {
      parent.entries().put(key, rest);
    }
    right = rest;
    return rest;
  }

  @Override
  final boolean absorb(Block next) {
    if (!(next instanceof Item other) || !continuesIn(other)) {
      return false;
    }
    Content joined = content.join(other.content);
    if (joined == null) {
      return false;
    }
    if (other.marked) {
      parent.moveMarkers(other, this);
    }
    content = joined;
    length += other.length;
    right = other.right;
    if (right != null) {
      right.left = this;
    }
    if (key != null && parent.entries().get(key) == other) {
      parent.entries().put(key, this);
    }
    return true;
  }

  private boolean continuesIn(Item other) {
    return right == other
        && deleted == other.deleted
        && other.originOwner == owner
        && other.originClock == end() - 1
        && hasSameRightOrigin(other);
  }

  @Override
  final Struct toStruct() {
    Id origin = originOwner == null ? null : new Id(originOwner.client, originClock);
    Id rightOrigin =
        rightOriginOwner == null ? null : new Id(rightOriginOwner.client, rightOriginClock);
    if (origin != null || rightOrigin != null) {
      return new Struct.Item(owner.client, clock, origin, rightOrigin, null, null, null, content);
    }
    Id parentId = parent.item == null ? null : new Id(parent.item.owner.client, parent.item.clock);
    return new Struct.Item(
        owner.client, clock, null, null, parent.rootName, parentId, key, content);
  }
}
