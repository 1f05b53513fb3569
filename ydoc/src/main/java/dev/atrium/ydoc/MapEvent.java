package dev.atrium.ydoc;

import dev.atrium.ydoc.store.KeyChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A map has changed. To be read while the observer is called, and not later. */
public final class MapEvent {

  private final MapType target;
  private final Transaction transaction;
  private final Set<String> keys;

  MapEvent(MapType target, Transaction transaction, Set<String> keys) {
    this.target = target;
    this.transaction = transaction;
    this.keys = keys;
  }

  /** How the value of a key changed. */
  public enum Action {
    ADD,
    UPDATE,
    DELETE
  }

  /**
   * @param oldValue what the key had before; null when it is added, and for a type that is deleted
   */
  public record Change(Action action, Object oldValue) {}

  public MapType target() {
    return target;
  }

  public Transaction transaction() {
    return transaction;
  }

  /** The changes by key; keys whose value came and went are left out. */
  public Map<String, Change> changes() {
    Map<String, Change> changes = new LinkedHashMap<>();
    KeyChanges.of(target.branch(), transaction.openChanges(), keys)
        .forEach((key, change) -> changes.put(key, shown(change)));
    return changes;
  }

  private Change shown(KeyChanges.KeyChange change) {
    Object oldValue = target.shown(change.oldValue());
    if (!change.hadValue()) {
      return new Change(Action.ADD, null);
    }
    return new Change(change.hasValue() ? Action.UPDATE : Action.DELETE, oldValue);
  }
}
