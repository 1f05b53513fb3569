package dev.atrium.initservice.content;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.initservice.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts small contents together into packs of about {@link LogLimits#PACK_BYTES}, so that thousands
 * of small files are a few requests. Not thread-safe.
 */
public final class Packer {

  /** Below this a content is not worth a reference: it stays in the checkpoint. */
  static final int INLINE_BYTES = 256;

  /** Above this a content is a blob of its own. */
  static final int PACKED_BYTES = 1024 * 1024;

  private final ObjectStore store;
  private final String prefix;
  private final ByteArrayOutputStream pack = new ByteArrayOutputStream();
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param prefix the project's, with its slash
   */
  public Packer(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /**
   * Stores a content of at most {@link #PACKED_BYTES}.
   *
   * @param whenStored told where it is, at the latest by {@link #close}
   */
  public void add(byte[] content, Consumer<ContentRef> whenStored) {
    if (content.length <= INLINE_BYTES) {
      whenStored.accept(new ContentRef.Inline(content));
      return;
    }
    if (pack.size() + content.length > LogLimits.PACK_BYTES) {
      close();
    }
    waiting.add(new Waiting(pack.size(), content.length, whenStored));
    pack.writeBytes(content);
  }

  /** Stores the pack begun last; more may be added afterwards, to a new one. */
  public void close() {
    if (waiting.isEmpty()) {
      return;
    }
    byte[] bytes = pack.toByteArray();
    ContentHash hash = ContentHash.of(bytes);
    store.put(prefix + LogKeys.blob(hash), bytes);
    waiting.forEach(w -> w.whenStored.accept(new ContentRef.Slice(hash, w.offset, w.length)));
    waiting.clear();
    pack.reset();
  }

  private record Waiting(int offset, int length, Consumer<ContentRef> whenStored) {}
}
