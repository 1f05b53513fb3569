package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.storage.StorageRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Reads the contents of files from wherever the log keeps them, checked. Thread-safe. */
final class ContentReader {

  /**
   * Takes one content, called on many threads at once, and again from the start when a transfer
   * broke: what an earlier call read must not count.
   */
  @FunctionalInterface
  interface Sink {
    /**
     * @param files all that have this content
     */
    void accept(List<TreeEntry> files, InputStream content)
        throws IOException, StorageUnreachableException, SupersededException;
  }

  private final ObjectStore store;
  private final StorageClient client;
  private final Clock clock;

  ContentReader(ObjectStore store, StorageClient client, Clock clock) {
    this.store = store;
    this.client = client;
    this.clock = clock;
  }

  /**
   * Reads the contents of many files with few requests, {@code width} at once.
   *
   * @throws IOException what the sink throws
   */
  void read(Collection<TreeEntry> files, int width, Sink sink)
      throws StorageUnreachableException, SupersededException, IOException {
    FetchPlan plan = FetchPlan.of(files);
    Parallel.forEach(plan.inline(), 2, piece -> pass(piece, inline(piece), sink));
    List<FetchPlan.Fetch> fetches = plan.fetches();
    var requests =
        new SignedRequests(
            client,
            clock,
            fetches.stream()
                .map(fetch -> StorageRequest.get(LogKeys.blob(fetch.object())))
                .toList());
    Parallel.forEach(
        IntStream.range(0, fetches.size()).boxed().toList(),
        width,
        i -> fetch(fetches.get(i), requests.get(i), sink));
  }

  /** One small file's content. */
  byte[] bytes(TreeEntry file)
      throws StorageUnreachableException, SupersededException, IOException {
    AtomicReference<byte[]> bytes = new AtomicReference<>();
    read(List.of(file), 1, (files, content) -> bytes.set(content.readAllBytes()));
    return bytes.get();
  }

  /**
   * Opens one file's content for one attempt.
   *
   * @throws TransferException if S3 does not give it now
   */
  InputStream open(TreeEntry file) throws IOException {
    FetchPlan.Fetch fetch = FetchPlan.of(List.of(file)).fetches().getFirst();
    var request = StorageRequest.get(LogKeys.blob(fetch.object()));
    try {
      return store.open(
          new SignedRequests(client, clock, List.of(request)).get(0), range(fetch), fetch.length());
    } catch (TransientException | StorageUnreachableException | SupersededException unavailable) {
      throw new TransferException(unavailable.getMessage());
    }
  }

  private void fetch(FetchPlan.Fetch fetch, Signature signature, Sink sink)
      throws StorageUnreachableException, SupersededException, IOException {
    store.read(
        signature,
        range(fetch),
        fetch.length(),
        body -> {
          long at = fetch.from();
          for (FetchPlan.Piece piece : fetch.pieces()) {
            body.skipNBytes(piece.offset() - at);
            pass(piece, body, sink);
            at = piece.offset() + piece.length();
          }
          return null;
        });
  }

  private static void pass(FetchPlan.Piece piece, InputStream body, Sink sink)
      throws StorageUnreachableException, SupersededException, IOException {
    var content =
        new VerifiedInputStream(
            body, piece.length(), piece.hash(), why -> broken(piece.hash(), why));
    sink.accept(piece.files(), content);
    content.finish();
  }

  private static TransferException broken(ContentHash hash, String why) {
    return new TransferException("Content " + hash + " did not arrive: " + why + ".");
  }

  private static InputStream inline(FetchPlan.Piece piece) {
    return piece.files().getFirst().content() instanceof ContentRef.Inline inline
        ? new ByteArrayInputStream(inline.bytes())
        : InputStream.nullInputStream();
  }

  private static ObjectStore.Range range(FetchPlan.Fetch fetch) {
    return fetch.whole() ? null : new ObjectStore.Range(fetch.from(), fetch.to());
  }
}
