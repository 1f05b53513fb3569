package dev.atrium.initservice.content;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.initservice.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads contents of one project. Files of one pack are usually asked for one after the other, so
 * the last packs are kept: a tree is read with one request a pack. Not thread-safe.
 */
public final class ContentReader {

  private static final int PACKS_KEPT = 3;

  private final ObjectStore store;
  private final String prefix;
  private final Map<ContentHash, byte[]> packs =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContentHash, byte[]> eldest) {
          return size() > PACKS_KEPT;
        }
      };

  public ContentReader(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /**
   * A content's bytes, as a stream that the caller closes.
   *
   * @throws IOException if the store no longer has it
   */
  public InputStream open(ContentRef content) throws IOException {
    return switch (content) {
      case ContentRef.Inline inline -> new ByteArrayInputStream(inline.bytes());
      case ContentRef.Blob blob -> store.open(prefix + LogKeys.blob(blob.blob()));
      case ContentRef.Slice slice -> slice(slice);
      case ContentRef.OnDisk disk ->
          throw new IOException("A journal's content cannot be in the store: " + disk.staged());
    };
  }

  private InputStream slice(ContentRef.Slice slice) throws IOException {
    byte[] pack = packs.get(slice.blob());
    if (pack == null) {
      pack =
          store
              .find(prefix + LogKeys.blob(slice.blob()))
              .orElseThrow(() -> new IOException("The pack " + slice.blob() + " is gone."));
      packs.put(slice.blob(), pack);
    }
    if (slice.offset() + slice.length() > pack.length) {
      throw new IOException("The pack " + slice.blob() + " is too short.");
    }
    return new ByteArrayInputStream(pack, (int) slice.offset(), (int) slice.length());
  }
}
