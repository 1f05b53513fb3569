package dev.atrium.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of one class-path directory and keeps the ones used last in memory, up to a bound.
 * Thread-safe; a read that misses the memory blocks.
 */
final class AssetStore {

  /** A file beyond this is refused: the build made something that does not belong on a web page. */
  static final int MAX_FILE_BYTES = 32 << 20;

  private final String directory;
  private final int cacheBytes;
  private final Map<String, Asset> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cached;

  /**
   * @param directory a class-path directory, with a slash at its end
   * @param cacheBytes the most bytes of content kept in memory
   */
  AssetStore(String directory, int cacheBytes) {
    this.directory = directory;
    this.cacheBytes = cacheBytes;
  }

  /** The file in the first of these codings that there is, or as it is; empty if it is missing. */
  Optional<Asset> find(String name, List<AcceptEncoding.Coding> codings) throws IOException {
    for (AcceptEncoding.Coding coding : codings) {
      Optional<Asset> packed = read(name + coding.suffix, coding.token);
      if (packed.isPresent()) {
        return packed;
      }
    }
    return read(name, null);
  }

  private Optional<Asset> read(String name, String encoding) throws IOException {
    Asset known = cached(name);
    if (known != null) {
      return Optional.of(known);
    }
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(directory + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new IOException(directory + name + " is larger than " + MAX_FILE_BYTES + " bytes.");
      }
      Asset asset = Asset.of(bytes, encoding);
      keep(name, asset);
      return Optional.of(asset);
    }
  }

  private synchronized Asset cached(String name) {
    return cache.get(name);
  }

  private synchronized void keep(String name, Asset asset) {
    if (asset.bytes().length > cacheBytes || cache.put(name, asset) != null) {
      return;
    }
    cached += asset.bytes().length;
    Iterator<Asset> oldest = cache.values().iterator();
    while (cached > cacheBytes) {
      cached -= oldest.next().bytes().length;
      oldest.remove();
    }
  }
}
