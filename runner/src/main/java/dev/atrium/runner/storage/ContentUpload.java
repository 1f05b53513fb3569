package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Puts contents into S3, in parallel. A blob that exists already is as good as stored: its name is
 * its hash. Thread-safe.
 */
final class ContentUpload {

  /** Each holds a whole pack in memory. */
  private static final int PACKS_AT_ONCE = 3;

  private static final int BLOBS_AT_ONCE = 8;

  private final ObjectStore store;
  private final StorageClient client;
  private final Clock clock;

  ContentUpload(ObjectStore store, StorageClient client, Clock clock) {
    this.store = store;
    this.client = client;
    this.clock = clock;
  }

  /**
   * Stores what the plan says.
   *
   * @return where the contents are; those that changed meanwhile are missing
   */
  Map<ContentHash, ContentRef> store(ContentPlan plan)
      throws StorageUnreachableException, SupersededException {
    Map<ContentHash, ContentRef> stored = new ConcurrentHashMap<>();
    try {
      for (Content content : plan.inline()) {
        unlessChanged(() -> stored.put(content.hash(), new ContentRef.Inline(content.bytes())));
      }
      Parallel.forEach(plan.packs(), PACKS_AT_ONCE, contents -> stored.putAll(pack(contents)));
      storeBlobs(plan.blobs(), stored);
      return stored;
    } catch (IOException impossible) {
      throw new IllegalStateException("What cannot be read was left out.", impossible);
    }
  }

  /** Stores a filled pack. */
  Map<ContentHash, ContentRef> store(Pack pack)
      throws StorageUnreachableException, SupersededException {
    byte[] bytes = pack.bytes();
    ContentHash name = ContentHash.of(bytes);
    var request = StorageRequest.create(LogKeys.blob(name), bytes.length, name);
    try {
      store.put(new SignedRequests(client, clock, List.of(request)).get(0), Body.of(bytes));
    } catch (ContentChangedException impossible) {
      throw new IllegalStateException("Bytes in memory do not change.", impossible);
    }
    return pack.refs(name);
  }

  private Map<ContentHash, ContentRef> pack(List<Content> contents)
      throws StorageUnreachableException, SupersededException, IOException {
    Pack pack = new Pack();
    for (Content content : contents) {
      unlessChanged(() -> pack.add(content.hash(), content.bytes()));
    }
    return pack.isEmpty() ? Map.of() : store(pack);
  }

  private void storeBlobs(List<Content> blobs, Map<ContentHash, ContentRef> stored)
      throws StorageUnreachableException, SupersededException, IOException {
    var requests =
        new SignedRequests(
            client,
            clock,
            blobs.stream()
                .map(
                    blob ->
                        StorageRequest.create(LogKeys.blob(blob.hash()), blob.size(), blob.hash()))
                .toList());
    Parallel.forEach(
        IntStream.range(0, blobs.size()).boxed().toList(),
        BLOBS_AT_ONCE,
        i -> {
          Content blob = blobs.get(i);
          unlessChanged(
              () -> {
                store.put(requests.get(i), Body.of(blob.source(), blob.size(), blob.hash()));
                stored.put(blob.hash(), new ContentRef.Blob(blob.hash()));
              });
        });
  }

  private interface Step {
    void run() throws StorageUnreachableException, SupersededException, ContentChangedException;
  }

  private static void unlessChanged(Step step)
      throws StorageUnreachableException, SupersededException {
    try {
      step.run();
    } catch (ContentChangedException leftOut) {
      // Its absence from the result is what tells the caller.
    }
  }
}
