package dev.atrium.ydoc.store;

import dev.atrium.ydoc.delta.DeltaOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a transaction did to an array, as a delta. */
public final class ListChanges {

  private final List<DeltaOp> ops = new ArrayList<>();
  private final List<Object> inserted = new ArrayList<>();
  private int retained;
  private int deleted;

  private ListChanges() {}

  public static List<DeltaOp> delta(Branch branch, Changes changes, Function<Branch, Object> view) {
    ListChanges walk = new ListChanges();
    for (Item item = branch.start; item != null; item = item.right) {
      boolean added = changes.adds(item);
      if (item.isVisible() && added) {
        walk.insert(item, view);
      } else if (item.isVisible()) {
        walk.retain(item.length);
      } else if (!added && item.content.isCountable() && changes.deletes(item)) {
        walk.delete(item.length);
      }
    }
    if (walk.retained == 0) {
      walk.flush();
    }
    return walk.ops;
  }

  private void insert(Item item, Function<Branch, Object> view) {
    if (inserted.isEmpty()) {
      flush();
    }
    List<Object> values = new ArrayList<>();
    Reading.addValues(item, values);
    values.forEach(value -> inserted.add(value instanceof Branch type ? view.apply(type) : value));
  }

  private void delete(int length) {
    if (deleted == 0) {
      flush();
    }
    deleted += length;
  }

  private void retain(int length) {
    if (retained == 0) {
      flush();
    }
    retained += length;
  }

  /** Ends the step that is under way. */
  private void flush() {
    if (!inserted.isEmpty()) {
      ops.add(
          new DeltaOp.Insert(Collections.unmodifiableList(new ArrayList<>(inserted)), Map.of()));
    } else if (deleted > 0) {
      ops.add(new DeltaOp.Delete(deleted));
    } else if (retained > 0) {
      ops.add(new DeltaOp.Retain(retained, Map.of()));
    }
    inserted.clear();
    deleted = 0;
    retained = 0;
  }
}
