package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.Id;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import dev.atrium.ydoc.update.Updates;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds shared types that would nest too deep, before anything is integrated: Yjs walks them by
 * recursion, so a browser runs out of stack over what is deep enough.
 */
final class Nesting {

  /** A type inside of a top-level type is 1 deep. */
  static final int MAX_DEPTH = 256;

  private final BlockStore store;
  private final Map<Long, List<Struct>> structs = new HashMap<>();

  /** How deep the type is that an item stands in. */
  private final Map<Struct.Item, Integer> depths = new IdentityHashMap<>();

  private Nesting(BlockStore store, Update update) {
    this.store = store;
    update.sections().forEach(section -> structs.put(section.client(), section.structs()));
  }

  /** Whether a type of {@code updates} would be too deep, as far as its place is known. */
  static boolean isTooDeep(BlockStore store, List<Update> updates) {
    if (updates.stream().noneMatch(Nesting::hasTypes)) {
      return false;
    }
    Update all = updates.size() == 1 ? updates.getFirst() : Updates.merge(updates);
    Nesting nesting = new Nesting(store, all);
    for (Update.Section section : all.sections()) {
      for (Struct struct : section.structs()) {
        if (isType(struct) && nesting.depthAround((Struct.Item) struct) >= MAX_DEPTH) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasTypes(Update update) {
    for (Update.Section section : update.sections()) {
      for (Struct struct : section.structs()) {
        if (isType(struct)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isType(Struct struct) {
    return struct instanceof Struct.Item item && item.content() instanceof Content.Type;
  }

  /** An item stands where its neighbour stands, or in the type that it names. */
  private int depthAround(Struct.Item item) {
    Deque<Struct.Item> chain = new ArrayDeque<>();
    Struct.Item at = item;
    while (!depths.containsKey(at)) {
      // Items that build on each other in a circle never become part of a document.
      depths.put(at, 0);
      Struct.Item next = unknown(at);
      if (next == null) {
        depths.put(at, depthInStore(at));
        break;
      }
      chain.push(at);
      at = next;
    }
    int depth = depths.get(at);
    while (!chain.isEmpty()) {
      Struct.Item back = chain.pop();
      depth += namesType(back) ? 1 : 0;
      depths.put(back, depth);
    }
    return depths.get(item);
  }

  private static boolean namesType(Struct.Item item) {
    return item.origin() == null && item.rightOrigin() == null;
  }

  /** What says where an item stands; null for a top-level type. */
  private static Id place(Struct.Item item) {
    if (namesType(item)) {
      return item.parent();
    }
    return item.origin() != null ? item.origin() : item.rightOrigin();
  }

  /** The item at the place of {@code item}, if it comes with the same update. */
  private Struct.Item unknown(Struct.Item item) {
    Id id = place(item);
    if (id == null || id.clock() < store.state(id.client())) {
      return null;
    }
    List<Struct> line = structs.getOrDefault(id.client(), List.of());
    int low = 0;
    int high = line.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Struct struct = line.get(middle);
      if (struct.end() <= id.clock()) {
        low = middle + 1;
      } else if (struct.clock() > id.clock()) {
        high = middle - 1;
      } else {
        return struct instanceof Struct.Item found ? found : null;
      }
    }
    return null;
  }

  /** 0 also for what is not known yet: it is looked at again when that has come. */
  private int depthInStore(Struct.Item item) {
    Id id = place(item);
    if (id == null || id.clock() >= store.state(id.client())) {
      return 0;
    }
    Block block = store.at(id);
    if (namesType(item)) {
      return block instanceof TypeItem type && type.branch != null ? type.branch.depth() : 0;
    }
    return block instanceof Item neighbour ? neighbour.parent.depth() : 0;
  }
}
