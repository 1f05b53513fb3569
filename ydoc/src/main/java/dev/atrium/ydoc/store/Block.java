package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Struct;

/** A run of elements of one client in a document. */
abstract sealed class Block permits Gone, Item {

  final ClientBlocks owner;
  final int clock;
  int length;

  Block(ClientBlocks owner, int clock, int length) {
    this.owner = owner;
    this.clock = clock;
    this.length = length;
  }

  /** The clock after the last element. */
  final int end() {
    return clock + length;
  }

  abstract boolean isDeleted();

  /** Takes in {@code right}, the next block of the same client, if the two can be one. */
  abstract boolean absorb(Block right);

  abstract Struct toStruct();
}
