package dev.atrium.ydoc.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a transaction did to the keys of a map. */
public final class KeyChanges {

  private KeyChanges() {}

  /**
   * @param hadValue whether there was a value before
   * @param oldValue that value, or null
   * @param hasValue whether there is one now
   */
  public record KeyChange(boolean hadValue, Object oldValue, boolean hasValue) {}

  /** The changes by key; keys whose value came and went are left out. */
  public static Map<String, KeyChange> of(Branch branch, Changes changes, Set<String> keys) {
    Map<String, KeyChange> result = new LinkedHashMap<>();
    for (String key : sorted(keys)) {
      Item last = branch.entries().get(key);
      Item old = last;
      while (old != null && changes.adds(old)) {
        old = old.left;
      }
      boolean hadValue = old != null && (!old.isDeleted() || changes.deletes(old));
      boolean hasValue = !last.isDeleted();
      if (hadValue && old != last || hadValue != hasValue) {
        Object oldValue = hadValue ? Reading.last(old) : null;
        result.put(key, new KeyChange(hadValue, oldValue, hasValue));
      }
    }
    return result;
  }

  private static List<String> sorted(Set<String> keys) {
    List<String> sorted = new ArrayList<>(keys);
    sorted.removeIf(key -> key == null);
    sorted.sort(null);
    return sorted;
  }
}
