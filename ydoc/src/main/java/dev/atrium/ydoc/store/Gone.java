package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Struct;

/** Elements whose parent has been deleted: nothing is left but their clocks. */
final class Gone extends Block {

  Gone(ClientBlocks owner, int clock, int length) {
    super(owner, clock, length);
  }

  @Override
  boolean isDeleted() {
    return true;
  }

  @Override
  boolean absorb(Block right) {
    if (!(right instanceof Gone)) {
      return false;
    }
    length += right.length;
    return true;
  }

  @Override
  Struct toStruct() {
    return new Struct.Gc(clock, length);
  }
}
