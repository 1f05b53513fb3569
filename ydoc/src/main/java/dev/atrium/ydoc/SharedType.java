package dev.atrium.ydoc;

import dev.atrium.ydoc.store.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part of a document that can be changed by many. The object for one part is always the same.
 * Once the part is deleted the object shows nothing, and edits are lost with it.
 */
public abstract sealed class SharedType permits ArrayType, MapType, Text, XmlType {

  private final Doc doc;
  private final Branch branch;

  SharedType(Doc doc, Branch branch) {
    this.doc = doc;
    this.branch = branch;
  }

  public final Doc doc() {
    return doc;
  }

  public final boolean isDeleted() {
    return branch.isDeleted();
  }

  final Branch branch() {
    return branch;
  }

  /** A value as it is shown: shared types instead of branches. */
  final Object shown(Object value) {
    return value instanceof Branch inner ? doc.view(inner) : value;
  }

  final Object viewOf(Branch inner) {
    return doc.view(inner);
  }

  abstract void notifyObservers(Transaction transaction, Set<String> keys, Failures failures);

  final void requireRange(int from, int to, int length) {
    if (from < 0 || from > to || to > length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + length);
    }
  }

  /** The observers of one type, in the order in which they came. */
  static final class Observers<E> {

    private final List<Consumer<E>> all = new ArrayList<>(1);

    Subscription add(Consumer<E> observer) {
      all.add(observer);
      return () -> all.remove(observer);
    }

    void notify(E event, Failures failures) {
      for (Consumer<E> observer : List.copyOf(all)) {
        failures.collect(() -> observer.accept(event));
      }
    }
  }
}
