package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Id;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Integrates structs in an order in which everything comes after what it builds on. What builds on
 * something that is not there is left over.
 */
final class Integrator {

  private final BlockStore store;
  private final Changes changes;
  private final Map<Long, StructQueue> queues;
  private final Deque<StructQueue> chain = new ArrayDeque<>();
  private final Map<Long, Integer> awaited = new HashMap<>();

  private Integrator(BlockStore store, Changes changes, List<Update.Section> sections) {
    this.store = store;
    this.changes = changes;
    queues = HashMap.newHashMap(sections.size());
    sections.forEach(section -> queues.put(section.client(), new StructQueue(section)));
  }

  /**
   * What could not be integrated.
   *
   * @param awaited the states of the clients that it waits for: when one has moved on, it may go on
   */
  record Rest(List<Update.Section> sections, Map<Long, Integer> awaited) {}

  static Rest integrate(BlockStore store, Changes changes, List<Update.Section> sections) {
    Integrator integrator = new Integrator(store, changes, sections);
    for (Update.Section section : sections) {
      integrator.drain(integrator.queues.get(section.client()));
    }
    List<Update.Section> rest = new ArrayList<>();
    for (StructQueue queue : integrator.queues.values()) {
      if (queue.hasRest()) {
        rest.add(queue.rest());
      }
    }
    return new Rest(rest, integrator.awaited);
  }

  private void drain(StructQueue queue) {
    while (!queue.isExhausted()) {
      chain.push(queue);
      queue.waiting = true;
      followChain();
    }
  }

  /** The first struct of each queue in the chain waits for the queue above it. */
  private void followChain() {
    while (!chain.isEmpty()) {
      StructQueue queue = chain.peek();
      Struct struct = queue.first();
      long missing = missing(queue.client, struct);
      if (missing < 0) {
        integrate(queue.client, struct);
        queue.removeFirst();
        chain.pop().waiting = false;
        continue;
      }
      StructQueue needed = queues.get(missing);
      if (needed == null || needed.waiting || needed.isExhausted()) {
        awaited.put(missing, store.state(missing));
        blockChain();
      } else {
        needed.waiting = true;
        chain.push(needed);
      }
    }
  }

  private void blockChain() {
    for (StructQueue queue : chain) {
      queue.blocked = true;
      queue.waiting = false;
    }
    chain.clear();
  }

  /** A client of whom something is needed first, or -1. */
  private long missing(long client, Struct struct) {
    if (struct instanceof Struct.Skip) {
      return -1;
    }
    if (struct.clock() > store.state(client)) {
      return client;
    }
    if (struct instanceof Struct.Item item) {
      if (isMissing(item.origin())) {
        return item.origin().client();
      }
      if (isMissing(item.rightOrigin())) {
        return item.rightOrigin().client();
      }
      if (isMissing(item.parent())) {
        return item.parent().client();
      }
    }
    return -1;
  }

  private boolean isMissing(Id id) {
    return id != null && id.clock() >= store.state(id.client());
  }

  private void integrate(long client, Struct struct) {
    int known = store.state(client) - struct.clock();
    if (struct instanceof Struct.Skip || known >= struct.length()) {
      return;
    }
    Struct unknown = known == 0 ? struct : struct.tail(known);
    Item item = unknown instanceof Struct.Item source ? resolve(source) : null;
    if (item != null) {
      Insertion.integrate(changes, item);
      return;
    }
    ClientBlocks owner = store.blocksOf(client);
    Gone gone = new Gone(owner, unknown.clock(), unknown.length());
    changes.added(gone);
    owner.add(gone);
  }

  /** An item with its neighbours and its parent; null when they have been collected. */
  private Item resolve(Struct.Item source) {
    Id origin = source.origin();
    Id rightOrigin = source.rightOrigin();
    Block left = origin == null ? null : store.endingWith(changes, origin);
    Block right = rightOrigin == null ? null : store.startingWith(changes, rightOrigin);
    if (left instanceof Gone || right instanceof Gone) {
      return null;
    }
    Item neighbour = (Item) (left != null ? left : right);
    Branch parent = neighbour != null ? neighbour.parent : parentOf(source);
    if (parent == null) {
      return null;
    }
    Origins origins =
        new Origins(
            left == null ? null : left.owner,
            left == null ? 0 : origin.clock(),
            right == null ? null : right.owner,
            right == null ? 0 : rightOrigin.clock());
    Item item =
        Insertion.create(
            store.blocksOf(source.client()), source.clock(), origins, source.content());
    item.parent = parent;
    item.key = neighbour != null ? neighbour.key : source.key();
    item.left = (Item) left;
    item.right = (Item) right;
    return item;
  }

  private Branch parentOf(Struct.Item source) {
    if (source.root() != null) {
      return store.root(source.root());
    }
    return store.at(source.parent()) instanceof TypeItem type ? type.branch : null;
  }
}
