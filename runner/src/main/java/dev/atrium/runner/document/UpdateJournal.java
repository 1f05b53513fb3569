package dev.atrium.runner.document;

import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.Threads;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Makes updates of all documents durable, in groups: what comes while one group is forced is the
 * next. Thread-safe; nothing here blocks a caller.
 */
final class UpdateJournal implements AutoCloseable {

  private static final int MAX_GROUP = 4_096;
  private static final long MAX_GROUP_BYTES = 4L << 20;
  private static final Logger LOG = Logger.getLogger(UpdateJournal.class);

  private final DocumentLog log;
  private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /**
   * @param update null for what only waits for everything before
   * @param receiver of a group's items with the same one only the last is told; null for none
   * @param done gets what failed, or null
   */
  private record Item(
      DocumentLog.Update update, Object receiver, Consumer<RuntimeException> done) {}

  UpdateJournal(DocumentLog log) {
    this.log = log;
    this.thread = Thread.ofPlatform().name("atrium-updates").daemon().start(this::run);
  }

  /**
   * Stores an update.
   *
   * @param done is told when it is durable, with null, or what failed; it must not block
   */
  void add(DocumentLog.Update update, Consumer<RuntimeException> done) {
    queue.add(new Item(update, null, done));
  }

  /** Runs something once everything that was added before has been dealt with. */
  void afterThat(Runnable task) {
    lastAfterThat(null, task);
  }

  /**
   * The same, but of tasks for the same receiver that are due at once only the last is run.
   *
   * @param receiver by identity
   */
  void lastAfterThat(Object receiver, Runnable task) {
    queue.add(new Item(null, receiver, failure -> task.run()));
  }

  @Override
  public void close() {
    Threads.end(thread);
  }

  private void run() {
    List<Item> group = new ArrayList<>();
    try {
      while (true) {
        gather(group);
        RuntimeException failure = store(group);
        tell(group, failure);
        group.clear();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("No more updates are stored.");
    }
  }

  private void gather(List<Item> group) throws InterruptedException {
    Item next = queue.take();
    long bytes = 0;
    while (next != null) {
      group.add(next);
      bytes += next.update() == null ? 0 : next.update().update().length;
      next = group.size() < MAX_GROUP && bytes < MAX_GROUP_BYTES ? queue.poll() : null;
    }
  }

  private RuntimeException store(List<Item> group) {
    List<DocumentLog.Update> updates =
        group.stream().map(Item::update).filter(update -> update != null).toList();
    if (updates.isEmpty()) {
      return null;
    }
    try {
      log.append(updates);
      return null;
    } catch (RuntimeException failed) {
      LOG.warnf("Updates of documents could not be stored: %s", failed.getMessage());
      return failed;
    }
  }

  private static void tell(List<Item> group, RuntimeException failure) {
    Map<Object, Item> last = new IdentityHashMap<>();
    for (Item item : group) {
      last.put(item.receiver(), item);
    }
    for (Item item : group) {
      if (item.receiver() == null || last.get(item.receiver()) == item) {
        tell(item, failure);
      }
    }
  }

  private static void tell(Item item, RuntimeException failure) {
    try {
      item.done().accept(failure);
    } catch (RuntimeException bad) {
      LOG.error("A document could not be told that an update is stored.", bad);
    }
  }
}
