package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Puts contents into S3, in parallel. A blob that exists already is as good as stored: its name is
 * its hash. Thread-safe.
 */
final class ContentUpload {

  private static final int AT_ONCE = 8;

  /** A pack is in memory while it is made and sent. */
  private static final int PACKS_IN_MEMORY = 3;

  private final ObjectStore store;
  private final StorageClient client;
  private final Clock clock;
  private final Semaphore packsInMemory = new Semaphore(PACKS_IN_MEMORY);

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
      List<Transfer> transfers = new ArrayList<>(blobs(plan.blobs(), stored));
      plan.packs().forEach(contents -> transfers.add(() -> stored.putAll(pack(contents))));
      Parallel.forEach(transfers, AT_ONCE, Transfer::run);
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
    packsInMemory.acquireUninterruptibly();
    try {
      Pack pack = new Pack();
      for (Content content : contents) {
        unlessChanged(() -> pack.add(content.hash(), content.bytes()));
      }
      return pack.isEmpty() ? Map.of() : store(pack);
    } finally {
      packsInMemory.release();
    }
  }

  /** The transfers of the blobs, largest first, so that the longest does not start last. */
  private List<Transfer> blobs(List<Content> contents, Map<ContentHash, ContentRef> stored) {
    List<Content> blobs =
        contents.stream().sorted(Comparator.comparingLong(Content::size).reversed()).toList();
    var requests =
        new SignedRequests(
            client,
            clock,
            blobs.stream()
                .map(
                    blob ->
                        StorageRequest.create(LogKeys.blob(blob.hash()), blob.size(), blob.hash()))
                .toList());
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      Content blob = blobs.get(i);
      Signature signature = requests.get(i);
      transfers.add(
          () ->
              unlessChanged(
                  () -> {
                    store.put(signature, Body.of(blob.source(), blob.size(), blob.hash()));
                    stored.put(blob.hash(), new ContentRef.Blob(blob.hash()));
                  }));
    }
    return transfers;
  }

  private interface Transfer {
    void run() throws StorageUnreachableException, SupersededException, IOException;
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
