package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.DeleteSet;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one transaction has done to a document so far. */
public final class Changes {

  private final BlockStore store;

  /** The state of each client that has got blocks, before it got them. */
  private final Map<ClientBlocks, Integer> before = new HashMap<>();

  private final DeleteSet.Builder deleting = new DeleteSet.Builder();
  private final Map<Branch, Set<String>> changed = new LinkedHashMap<>();
  private final List<Item> divided = new ArrayList<>();
  private DeleteSet deletions;
  private boolean local;

  public Changes(BlockStore store, boolean local) {
    this.store = store;
    this.local = local;
  }

  public boolean isLocal() {
    return local;
  }

  /** From now on positions that were known are not any more. */
  public void setRemote() {
    local = false;
  }

  public boolean isEmpty() {
    return before.isEmpty() && deleting.isEmpty();
  }

  /** Whether {@code client} has inserted something. */
  public boolean hasInsertionsOf(long client) {
    return before.containsKey(store.blocksOf(client));
  }

  /**
   * Changed types that had been there before, each with its changed keys; null stands for its list.
   */
  public Map<Branch, Set<String>> changed() {
    return changed;
  }

  /** What was deleted; it must not be asked for before the transaction is over. */
  public DeleteSet deletions() {
    if (deletions == null) {
      deletions = deleting.build();
    }
    return deletions;
  }

  boolean adds(Item item) {
    Integer clock = before.get(item.owner);
    return clock != null && item.clock >= clock;
  }

  boolean deletes(Item item) {
    return item.isDeleted() && deletions().contains(item.owner.client, item.clock);
  }

  /** Must be called before {@code block} joins the others of its client. */
  void added(Block block) {
    before.putIfAbsent(block.owner, block.owner.state());
  }

  void deleted(Item item) {
    deleting.add(item.owner.client, item.clock, item.length);
  }

  void touch(Branch branch, String key) {
    if (!local) {
      branch.dropMarkers();
    }
    if (branch.item == null || !branch.item.isDeleted() && !adds(branch.item)) {
      changed.computeIfAbsent(branch, none -> new HashSet<>()).add(key);
    }
  }

  void forget(Branch branch) {
    changed.remove(branch);
  }

  /** Remembers {@code item}, which may be one with its neighbours when the transaction is over. */
  void joinLater(Item item) {
    divided.add(item);
  }

  /** Frees what was deleted, if {@code collect}, and joins what can be joined. */
  public void settle(boolean collect) {
    if (collect) {
      Garbage.collect(store, deletions());
    }
    for (long client : deletions().clients()) {
      ClientBlocks blocks = store.blocksOf(client);
      var ranges = deletions().of(client);
      for (int i = ranges.size() - 1; i >= 0; i--) {
        blocks.join(blocks.indexOf(ranges.start(i)), blocks.indexOf(ranges.end(i) - 1) + 1);
      }
    }
    before.forEach((blocks, clock) -> blocks.join(blocks.indexOf(clock), Integer.MAX_VALUE));
    for (Item item : divided) {
      int index = item.owner.indexOf(item.clock);
      item.owner.join(index, index + 1);
    }
  }

  /** What somebody who had everything before now lacks. */
  public Update toUpdate() {
    List<Update.Section> sections = new ArrayList<>(before.size());
    before.forEach((blocks, clock) -> sections.add(StateWriter.section(blocks, clock)));
    return new Update(sections, deletions());
  }
}
