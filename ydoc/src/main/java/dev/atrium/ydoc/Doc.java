package dev.atrium.ydoc;

import dev.atrium.ydoc.store.BlockStore;
import dev.atrium.ydoc.store.Branch;
import dev.atrium.ydoc.store.Changes;
import dev.atrium.ydoc.store.Inbox;
import dev.atrium.ydoc.store.StateWriter;
import dev.atrium.ydoc.update.StateVector;
import dev.atrium.ydoc.update.Update;
import dev.atrium.ydoc.update.Updates;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A shared document: top-level types by name, and what it takes to bring it up to date with other
 * copies of it, in this process or in a browser.
 *
 * <p>Every change happens in a transaction: a call of {@link #transact} or {@link #applyUpdate}, or
 * a single edit. When it is over observers hear of it, then listeners get the update that brings
 * others up to date.
 *
 * <p>Not thread-safe: one thread at a time, from the beginning of a transaction to its end.
 *
 * @see <a href="https://docs.yjs.dev/api/y.doc">Y.Doc</a>
 */
public final class Doc {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final BlockStore store = new BlockStore();
  private final Inbox inbox = new Inbox(store);
  private final boolean collectGarbage;
  private final List<UpdateListener> updateListeners = new ArrayList<>();
  private final Deque<Transaction> ended = new ArrayDeque<>();
  private Transaction transaction;
  private boolean ending;
  private long clientId;

  /** A document whose client id is random and that forgets what is deleted. */
  public Doc() {
    this(newClientId(), true);
  }

  /**
   * @param clientId who edits through this object; must not be in use by any other copy
   * @param collectGarbage whether the contents of what is deleted are freed
   */
  public Doc(long clientId, boolean collectGarbage) {
    this.clientId = clientId;
    this.collectGarbage = collectGarbage;
  }

  /** Hears of updates. */
  @FunctionalInterface
  public interface UpdateListener {

    /** {@code update} holds all that {@code transaction} changed, whoever caused it. */
    void updated(byte[] update, Transaction transaction);
  }

  /** Who edits through this object. It changes when somebody else turns out to use the same id. */
  public long clientId() {
    return clientId;
  }

  /** The top-level text {@code name}; there is no need to create it. */
  public Text text(String name) {
    return root(name, Text.class, () -> new Text(this, store.root(name)));
  }

  /** The top-level map {@code name}; there is no need to create it. */
  public MapType map(String name) {
    return root(name, MapType.class, () -> new MapType(this, store.root(name)));
  }

  /** The top-level array {@code name}; there is no need to create it. */
  public ArrayType array(String name) {
    return root(name, ArrayType.class, () -> new ArrayType(this, store.root(name)));
  }

  /** Makes everything that {@code body} changes one transaction, that of {@code origin}. */
  public void transact(Object origin, Runnable body) {
    transact(
        origin,
        true,
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * Applies an update of version 1; what was known already is passed over, and what builds on
   * updates that have not come yet waits for them.
   *
   * @param origin passed on to observers and listeners; may be null
   * @throws dev.atrium.ydoc.encoding.DecodingException if it is none or nests shared types more
   *     than 256 deep, {@link dev.atrium.ydoc.update.UnsupportedUpdateException} for version 2;
   *     nothing has changed then
   */
  public void applyUpdate(byte[] update, Object origin) {
    applyUpdate(Update.decode(update), origin);
  }

  /** See {@link #applyUpdate(byte[], Object)}. */
  public void applyUpdate(Update update, Object origin) {
    transact(
        origin,
        false,
        () -> {
          changes().setRemote();
          inbox.apply(changes(), update);
          return null;
        });
  }

  /** All of the document, as an update of version 1. */
  public byte[] encodeStateAsUpdate() {
    return encodeStateAsUpdate(StateVector.EMPTY);
  }

  /** What somebody who has {@code known} lacks, with what waits here, as an update of version 1. */
  public byte[] encodeStateAsUpdate(StateVector known) {
    if (!hasPending()) {
      return encodeWithoutPending(known);
    }
    Update state = StateWriter.write(store, known);
    return Updates.merge(List.of(state, Updates.diff(inbox.pending(), known))).encode();
  }

  /** What somebody who has {@code known} lacks, but for what waits here for other updates. */
  public byte[] encodeWithoutPending(StateVector known) {
    return StateWriter.write(store, known).encode();
  }

  /** What of the document is here. */
  public StateVector stateVector() {
    return store.stateVector();
  }

  /**
   * How many pieces the document consists of, each of which takes memory of its own; for whoever
   * wants to bound it.
   */
  public int partCount() {
    return store.partCount();
  }

  /** Whether there are updates that wait for others. */
  public boolean hasPending() {
    return !inbox.pending().isEmpty();
  }

  /** What waits for other updates; for whoever wants to bound it. */
  public Update pending() {
    return inbox.pending();
  }

  /**
   * Whether everything in {@code update} is here already, so that applying it would change nothing.
   */
  public boolean contains(Update update) {
    return inbox.contains(update);
  }

  /** Forgets what waits for other updates; whoever sent it has to send it again. */
  public void discardPending() {
    inbox.discardPending();
  }

  /** Calls {@code listener} after every transaction that has changed something. */
  public Subscription onUpdate(UpdateListener listener) {
    updateListeners.add(listener);
    return () -> updateListeners.remove(listener);
  }

  BlockStore store() {
    return store;
  }

  Changes changes() {
    return transaction.changes();
  }

  /** Runs {@code body} in the transaction that is under way, or in a new one without an origin. */
  <T> T edit(Supplier<T> body) {
    return transact(null, true, body);
  }

  /** What {@code branch} is outside, always the same object. */
  SharedType view(Branch branch) {
    if (branch.view() == null) {
      branch.setView(
          switch (branch.kind()) {
            case TEXT -> new Text(this, branch);
            case MAP -> new MapType(this, branch);
            case ARRAY -> new ArrayType(this, branch);
            case null, default -> new XmlType(this, branch);
          });
    }
    return (SharedType) branch.view();
  }

  private <T extends SharedType> T root(String name, Class<T> kind, Supplier<T> create) {
    Branch branch = store.root(name);
    if (branch.view() == null) {
      branch.setView(create.get());
    }
    if (!kind.isInstance(branch.view())) {
      String known = branch.view().getClass().getSimpleName();
      throw new IllegalStateException("'" + name + "' is in use as a " + known);
    }
    return kind.cast(branch.view());
  }

  private <T> T transact(Object origin, boolean local, Supplier<T> body) {
    if (transaction != null) {
      return body.get();
    }
    Transaction own = new Transaction(this, origin, new Changes(store, local));
    transaction = own;
    try {
      return body.get();
    } finally {
      transaction = null;
      ended.add(own);
      endAll();
    }
  }

  /** Observers may begin transactions; those end after the one that they were told of. */
  private void endAll() {
    if (ending) {
      return;
    }
    ending = true;
    Failures failures = new Failures();
    try {
      while (!ended.isEmpty()) {
        end(ended.remove(), failures);
      }
    } finally {
      ending = false;
    }
    failures.rethrow();
  }

  private void end(Transaction over, Failures failures) {
    Changes changes = over.changes();
    changes.changed().forEach((branch, keys) -> notifyObservers(branch, keys, over, failures));
    over.close();
    changes.settle(collectGarbage);
    if (!changes.isLocal() && changes.hasInsertionsOf(clientId)) {
      clientId = newClientId();
    }
    if (!changes.isEmpty() && !updateListeners.isEmpty()) {
      byte[] update = changes.toUpdate().encode();
      for (UpdateListener listener : List.copyOf(updateListeners)) {
        failures.collect(() -> listener.updated(update, over));
      }
    }
  }

  private static void notifyObservers(
      Branch branch, Set<String> keys, Transaction over, Failures failures) {
    if (branch.view() instanceof SharedType type && !branch.isDeleted()) {
      type.notifyObservers(over, keys, failures);
    }
  }

  /** As Yjs chooses them, 32 bits; never 0, which hardly anybody expects. */
  private static long newClientId() {
    return 1 + RANDOM.nextLong(0xffffffffL);
  }
}
