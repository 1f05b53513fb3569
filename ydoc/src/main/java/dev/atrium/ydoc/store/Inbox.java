package dev.atrium.ydoc.store;

import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.update.ClockRanges;
import dev.atrium.ydoc.update.DeleteSet;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import dev.atrium.ydoc.update.Updates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies updates from outside, and keeps what builds on updates that have not come yet. */
public final class Inbox {

  private final BlockStore store;
  private Update pending = Update.EMPTY;
  private final Map<Long, Integer> awaited = new HashMap<>();

  public Inbox(BlockStore store) {
    this.store = store;
  }

  /** Structs and deletions that wait for others. */
  public Update pending() {
    return pending;
  }

  public void discardPending() {
    pending = Update.EMPTY;
    awaited.clear();
  }

  /** Whether all of {@code update} has been applied. */
  public boolean contains(Update update) {
    for (Update.Section section : update.sections()) {
      for (Struct struct : section.structs()) {
        if (!(struct instanceof Struct.Skip) && struct.end() > store.state(section.client())) {
          return false;
        }
      }
    }
    for (long client : update.deletions().clients()) {
      ClockRanges ranges = update.deletions().of(client);
      for (int i = 0; i < ranges.size(); i++) {
        if (!isDeleted(client, ranges.start(i), ranges.end(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isDeleted(long client, int start, int end) {
    if (store.state(client) < end) {
      return false;
    }
    ClientBlocks blocks = store.blocksOf(client);
    int index = blocks.indexOf(start);
    while (index < blocks.size() && blocks.get(index).clock < end) {
      if (!blocks.get(index++).isDeleted()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Applies what can be applied now.
   *
   * @throws DecodingException if shared types would nest too deep; nothing has changed then
   */
  public void apply(Changes changes, Update update) {
    requireShallow(update);
    keep(Integrator.integrate(store, changes, update.sections()));
    while (hasArrived()) {
      List<Update.Section> waiting = pending.sections();
      pending = new Update(List.of(), pending.deletions());
      awaited.clear();
      keep(Integrator.integrate(store, changes, waiting));
    }
    DeleteSet deletions = DeleteSet.union(List.of(update.deletions(), pending.deletions()));
    pending = new Update(pending.sections(), delete(changes, deletions));
  }

  /** What waits was somebody else's, so it does not keep {@code update} out. */
  private void requireShallow(Update update) {
    if (Nesting.isTooDeep(store, List.of(update))) {
      throw new DecodingException("shared types nest more than " + Nesting.MAX_DEPTH + " deep");
    }
    if (!pending.isEmpty() && Nesting.isTooDeep(store, List.of(update, pending))) {
      discardPending();
    }
  }

  private void keep(Integrator.Rest rest) {
    rest.awaited().forEach(awaited::putIfAbsent);
    if (!rest.sections().isEmpty()) {
      pending = Updates.merge(List.of(pending, new Update(rest.sections(), DeleteSet.EMPTY)));
    }
  }

  private boolean hasArrived() {
    for (Map.Entry<Long, Integer> each : awaited.entrySet()) {
      if (store.state(each.getKey()) > each.getValue()) {
        return true;
      }
    }
    return false;
  }

  /** Deletes what is there, and returns what is not. */
  private DeleteSet delete(Changes changes, DeleteSet deletions) {
    DeleteSet.Builder missing = new DeleteSet.Builder();
    for (long client : deletions.clients()) {
      ClockRanges ranges = deletions.of(client);
      int state = store.state(client);
      for (int i = 0; i < ranges.size(); i++) {
        int start = ranges.start(i);
        int end = ranges.end(i);
        if (start < state) {
          deleteRange(changes, store.blocksOf(client), start, Math.min(end, state));
        }
        int unknown = Math.max(start, state);
        missing.add(client, unknown, end - unknown);
      }
    }
    return missing.build();
  }

  private void deleteRange(Changes changes, ClientBlocks blocks, int start, int end) {
    int index = blocks.indexOf(start);
    if (!blocks.get(index).isDeleted()) {
      index = store.indexStartingWith(changes, blocks, start);
    }
    for (; index < blocks.size() && blocks.get(index).clock < end; index++) {
      if (blocks.get(index) instanceof Item item && !item.isDeleted()) {
        if (item.end() > end) {
          store.divide(changes, item, end - item.clock);
        }
        Deletion.delete(changes, item);
      }
    }
  }
}
