package dev.atrium.ydoc;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.store.TextChanges;
import java.util.List;

/** A text has changed. To be read while the observer is called, and not later. */
public final class TextEvent {

  private final Text target;
  private final Transaction transaction;
  private List<DeltaOp> delta;

  TextEvent(Text target, Transaction transaction) {
    this.target = target;
    this.transaction = transaction;
  }

  public Text target() {
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
              TextChanges.delta(target.branch(), transaction.openChanges(), target::viewOf));
    }
    return delta;
  }
}
