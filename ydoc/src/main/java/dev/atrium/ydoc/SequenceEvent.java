package dev.atrium.ydoc;

import dev.atrium.ydoc.delta.DeltaOp;
import java.util.List;
import java.util.function.Supplier;

/**
 * A text or an array has changed. To be read while the observer is called, and not later.
 *
 * @param <T> the type that has changed
 */
public final class SequenceEvent<T extends SharedType> {

  private final T target;
  private final Transaction transaction;
  private final Supplier<List<DeltaOp>> changes;
  private List<DeltaOp> delta;

  SequenceEvent(T target, Transaction transaction, Supplier<List<DeltaOp>> changes) {
    this.target = target;
    this.transaction = transaction;
    this.changes = changes;
  }

  public T target() {
    return target;
  }

  public Transaction transaction() {
    return transaction;
  }

  /** What the transaction has changed; the work is proportional to the number of items. */
  public List<DeltaOp> delta() {
    if (delta == null) {
      delta = List.copyOf(changes.get());
    }
    return delta;
  }
}
