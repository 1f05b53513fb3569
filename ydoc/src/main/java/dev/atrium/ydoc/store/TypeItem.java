package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;

/** An item that holds a shared type. */
final class TypeItem extends Item {

  /** Null once it has been collected. */
  Branch branch;

  TypeItem(ClientBlocks owner, int clock, Origins origins, Content.Type content) {
    super(owner, clock, origins, content);
    branch = Branch.nested(this, content);
  }
}
