package dev.atrium.runner.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes checkpoints, and reads them. At most one pack is in memory. Thread-safe. */
final class Checkpointer {

  private static final int READS_AT_ONCE = 8;

  private final ObjectStore store;
  private final StorageClient client;
  private final ContentReader contents;
  private final ContentUpload uploads;
  private final Clock clock;

  Checkpointer(
      ObjectStore store,
      StorageClient client,
      ContentReader contents,
      ContentUpload uploads,
      Clock clock) {
    this.store = store;
    this.client = client;
    this.contents = contents;
    this.uploads = uploads;
    this.clock = clock;
  }

  /**
   * Writes the checkpoint of a tree; one that exists for this number is as good.
   *
   * @return the same tree with the contents' new places
   */
  TreeState write(long seq, long epoch, TreeState tree, List<ProjectPath> unprojected)
      throws StorageUnreachableException, SupersededException {
    TreeState gathered = gather(tree);
    byte[] bytes =
        encode(
            new Checkpoint(
                seq,
                epoch,
                clock.instant(),
                List.copyOf(gathered.entries().values()),
                unprojected));
    if (bytes.length > LogLimits.CHECKPOINT_BYTES) {
      throw new StorageUnreachableException(
          "The project has too many files for a checkpoint.", null);
    }
    var request =
        StorageRequest.create(LogKeys.checkpoint(seq), bytes.length, ContentHash.of(bytes));
    try {
      store.put(new SignedRequests(client, clock, List.of(request)).get(0), Body.of(bytes));
    } catch (ContentChangedException impossible) {
      throw new IllegalStateException("Bytes in memory do not change.", impossible);
    }
    return gathered;
  }

  Checkpoint read(Signature signature) throws StorageUnreachableException, SupersededException {
    byte[] bytes = store.get(signature, LogLimits.CHECKPOINT_BYTES);
    try {
      return Codec.CBOR.readValue(bytes, Checkpoint.class);
    } catch (IOException malformed) {
      throw new StorageUnreachableException("The checkpoint cannot be read.", malformed);
    }
  }

  private TreeState gather(TreeState tree) throws StorageUnreachableException, SupersededException {
    Collection<TreeEntry> entries = tree.entries().values();
    List<TreeEntry> chosen = Repack.choose(entries);
    if (chosen.isEmpty()) {
      return tree;
    }
    Map<ContentHash, ContentRef> moved = pack(chosen);
    return new TreeState(
        entries.stream()
            .map(
                entry ->
                    entry.hash() != null && moved.containsKey(entry.hash())
                        ? entry.withContent(moved.get(entry.hash()))
                        : entry)
            .toList());
  }

  private Map<ContentHash, ContentRef> pack(List<TreeEntry> files)
      throws StorageUnreachableException, SupersededException {
    Map<ContentHash, ContentRef> moved = new ConcurrentHashMap<>();
    Packer packer = new Packer(moved);
    try {
      contents.read(
          files,
          READS_AT_ONCE,
          (same, content) -> packer.add(same.getFirst().hash(), content.readAllBytes()));
    } catch (IOException impossible) {
      throw new IllegalStateException("Nothing local is read or written here.", impossible);
    }
    packer.flush();
    return moved;
  }

  private static byte[] encode(Checkpoint checkpoint) {
    try {
      return Codec.CBOR.writeValueAsBytes(checkpoint);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A checkpoint is plain data.", impossible);
    }
  }

  /** Fills one pack after the other. */
  private final class Packer {

    private final Map<ContentHash, ContentRef> moved;
    private Pack pack = new Pack();

    Packer(Map<ContentHash, ContentRef> moved) {
      this.moved = moved;
    }

    synchronized void add(ContentHash hash, byte[] content)
        throws StorageUnreachableException, SupersededException {
      if (pack.size() + content.length > LogLimits.PACK_BYTES) {
        flush();
      }
      pack.add(hash, content);
    }

    synchronized void flush() throws StorageUnreachableException, SupersededException {
      if (!pack.isEmpty()) {
        moved.putAll(uploads.store(pack));
        pack = new Pack();
      }
    }
  }
}
