package dev.atrium.ydoc;

import dev.atrium.ydoc.store.Changes;

/** Changes of a document that belong together. */
public final class Transaction {

  private final Doc doc;
  private final Object origin;
  private final Changes changes;
  private boolean closed;

  Transaction(Doc doc, Object origin, Changes changes) {
    this.doc = doc;
    this.origin = origin;
    this.changes = changes;
  }

  public Doc doc() {
    return doc;
  }

  /** What was passed to {@link Doc#transact} or {@link Doc#applyUpdate}, or null. */
  public Object origin() {
    return origin;
  }

  /** False once an update has been applied in it. */
  public boolean isLocal() {
    return changes.isLocal();
  }

  Changes changes() {
    return changes;
  }

  /** The changes, as long as they can be told from what was there before. */
  Changes openChanges() {
    if (closed) {
      throw new IllegalStateException("an event can only be read while observers are called");
    }
    return changes;
  }

  void close() {
    closed = true;
  }
}
