package dev.atrium.ydoc;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.store.ListChanges;
import java.util.List;

/** An array has changed. To be read while the observer is called, and not later. */
public final class ArrayEvent {

  private final ArrayType target;
  private final Transaction transaction;
  private List<DeltaOp> delta;

  ArrayEvent(ArrayType target, Transaction transaction) {
    this.target = target;
    this.transaction = transaction;
  }

  public ArrayType target() {
    return target;
  }

  public Transaction transaction() {
    return transaction;
  }

  /** What the transaction has changed; the work is proportional to the number of items. */
  public List<DeltaOp> delta() {
    if (delta == null) {
      delta =
          List.copyOf(
              ListChanges.delta(target.branch(), transaction.openChanges(), target::viewOf));
    }
    return delta;
  }
}
