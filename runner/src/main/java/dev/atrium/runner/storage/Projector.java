package dev.atrium.runner.storage;

import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Writes and removes the plain objects below {@code files/}. Contents come from this machine where
 * it still has them, else from the log's own objects.
 *
 * <p>A signature outlives a takeover by some minutes, so an old runner's last PUT may land after
 * the new one's; the object is then stale until the file's next change. The log never is.
 */
final class Projector {

  private static final Logger LOG = Logger.getLogger(Projector.class);
  private static final int AT_ONCE = 8;
  private static final int PASS = 1000;

  /** So many refusals in a row without a success mean that S3 is down, not that a key is bad. */
  private static final int MAX_FAILURES_IN_A_ROW = AT_ONCE;

  private final ObjectStore store;
  private final StorageClient client;
  private final ContentReader contents;
  private final Clock clock;

  Projector(ObjectStore store, StorageClient client, ContentReader contents, Clock clock) {
    this.store = store;
    this.client = client;
    this.contents = contents;
    this.clock = clock;
  }

  /** Tries everything that is to be done once. */
  void run(Projection projection) throws StorageUnreachableException, SupersededException {
    // Removals first: a name may change from directory to file, which some stores cannot hold both.
    for (boolean removals : new boolean[] {true, false}) {
      List<Projection.Task> tasks = projection.tasks(removals);
      for (int from = 0; from < tasks.size(); from += PASS) {
        pass(projection, tasks.subList(from, Math.min(from + PASS, tasks.size())));
      }
    }
  }

  private void pass(Projection projection, List<Projection.Task> tasks)
      throws StorageUnreachableException, SupersededException {
    var requests =
        new SignedRequests(client, clock, tasks.stream().map(Projector::request).toList());
    AtomicInteger inARow = new AtomicInteger();
    AtomicReference<StorageUnreachableException> refused = new AtomicReference<>();
    AtomicInteger succeeded = new AtomicInteger();
    List<Integer> failed = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    try {
      Parallel.forEach(
          IntStream.range(0, tasks.size()).boxed().toList(),
          AT_ONCE,
          i -> {
            try {
              execute(tasks.get(i), requests.get(i));
              projection.done(tasks.get(i));
              succeeded.incrementAndGet();
              inARow.set(0);
            } catch (StorageUnreachableException failure) {
              refused.set(failure);
              failed.add(i);
              if (inARow.incrementAndGet() >= MAX_FAILURES_IN_A_ROW) {
                throw failure;
              }
            }
          });
    } catch (IOException local) {
      throw new StorageUnreachableException("A file could not be read for files/.", local);
    }
    if (!failed.isEmpty() && succeeded.get() == 0) {
      throw refused.get();
    }
    failed.forEach(i -> giveUp(projection, tasks.get(i), refused.get()));
  }

  private static void giveUp(
      Projection projection, Projection.Task task, StorageUnreachableException reason) {
    if (projection.failed(task)) {
      LOG.warnf(
          "%s stays out of files/ until it changes again: %s", task.path(), reason.getMessage());
    }
  }

  private void execute(Projection.Task task, Signature signature)
      throws StorageUnreachableException, SupersededException, IOException {
    if (task.isRemoval()) {
      store.delete(signature);
      return;
    }
    TreeEntry file = task.entry();
    if (task.source() != null && !(file.content() instanceof ContentRef.Inline)) {
      try {
        store.put(signature, Body.of(task.source(), file.size(), file.hash()));
        return;
      } catch (ContentChangedException goneHere) {
        // The log's own objects have it.
      }
    }
    store.put(signature, bodyFromLog(file));
  }

  private Body bodyFromLog(TreeEntry file)
      throws StorageUnreachableException, SupersededException, IOException {
    if (file.size() <= LogLimits.INLINE_BYTES) {
      return Body.of(contents.bytes(file));
    }
    return Body.of(() -> contents.open(file), file.size(), file.hash());
  }

  private static StorageRequest request(Projection.Task task) {
    String key = LogKeys.file(task.path());
    return task.isRemoval()
        ? StorageRequest.delete(key)
        : StorageRequest.put(key, task.entry().size(), task.entry().hash());
  }
}
