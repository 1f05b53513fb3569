package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Id;
import dev.atrium.ydoc.update.StateVector;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** All blocks of a document by client, and its top-level types by name. Not thread-safe. */
public final class BlockStore {

  private final Map<Long, ClientBlocks> clients = new HashMap<>();
  private final Map<String, Branch> roots = new HashMap<>();
  private ClientBlocks recent;

  /** The top-level type {@code name}, which exists from the moment somebody asks. */
  public Branch root(String name) {
    return roots.computeIfAbsent(name, Branch::root);
  }

  /** The next clock that is expected of {@code client}. */
  public int state(long client) {
    ClientBlocks blocks = find(client);
    return blocks == null ? 0 : blocks.state();
  }

  public StateVector stateVector() {
    Map<Long, Integer> clocks = HashMap.newHashMap(clients.size());
    for (ClientBlocks blocks : clients.values()) {
      if (blocks.size() > 0) {
        clocks.put(blocks.client, blocks.state());
      }
    }
    return StateVector.of(clocks);
  }

  /** How many blocks the document consists of, for whoever measures. */
  public int blockCount() {
    return clients.values().stream().mapToInt(ClientBlocks::size).sum();
  }

  /** How many blocks and values the document consists of. */
  public int partCount() {
    int parts = 0;
    for (ClientBlocks blocks : clients.values()) {
      for (int i = 0; i < blocks.size(); i++) {
        parts += blocks.get(i) instanceof Item item ? item.content.partCount() : 1;
      }
    }
    return parts;
  }

  Collection<ClientBlocks> clients() {
    return clients.values();
  }

  ClientBlocks blocksOf(long client) {
    ClientBlocks blocks = find(client);
    return blocks != null ? blocks : clients.computeIfAbsent(client, ClientBlocks::new);
  }

  /** The block with {@code id}, which must be there. */
  Block at(Id id) {
    return find(id.client()).at(id.clock());
  }

  /** The block that ends with {@code id}; an item that goes on behind it is divided. */
  Block endingWith(Changes changes, Id id) {
    ClientBlocks blocks = find(id.client());
    int index = blocks.indexOf(id.clock());
    Block block = blocks.get(index);
    if (block instanceof Item item && id.clock() < block.end() - 1) {
      divide(changes, blocks, index, item, id.clock() + 1);
    }
    return block;
  }

  /** The block that begins with {@code id}; an item that begins before it is divided. */
  Block startingWith(Changes changes, Id id) {
    ClientBlocks blocks = find(id.client());
    return blocks.get(indexStartingWith(changes, blocks, id.clock()));
  }

  int indexStartingWith(Changes changes, ClientBlocks blocks, int clock) {
    int index = blocks.indexOf(clock);
    Block block = blocks.get(index);
    if (block instanceof Item item && block.clock < clock) {
      divide(changes, blocks, index, item, clock);
      return index + 1;
    }
    return index;
  }

  /** Divides {@code item} behind its first {@code count} elements. */
  void divide(Changes changes, Item item, int count) {
    ClientBlocks blocks = item.owner;
    divide(changes, blocks, blocks.indexOf(item.clock), item, item.clock + count);
  }

  private static void divide(
      Changes changes, ClientBlocks blocks, int index, Item item, int clock) {
    Item rest = item.split(clock - item.clock);
    blocks.insert(index + 1, rest);
    changes.joinLater(rest);
  }

  /** Clients come in runs, so the last one is looked at first. */
  private ClientBlocks find(long client) {
    ClientBlocks last = recent;
    if (last != null && last.client == client) {
      return last;
    }
    ClientBlocks found = clients.get(client);
    if (found != null) {
      recent = found;
    }
    return found;
  }
}
