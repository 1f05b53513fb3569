package dev.atrium.ydoc.store;

/** The neighbours of an item when it was inserted, by id; an owner is null when there was none. */
record Origins(ClientBlocks leftOwner, int leftClock, ClientBlocks rightOwner, int rightClock) {

  /** Those of an item that is inserted now. */
  static Origins between(Item left, Item right) {
    return new Origins(
        left == null ? null : left.owner,
        left == null ? 0 : left.end() - 1,
        right == null ? null : right.owner,
        right == null ? 0 : right.clock);
  }
}
