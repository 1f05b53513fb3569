package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pack that is being filled: small contents one after the other. Not thread-safe. */
final class Pack {

  private record Place(long offset, long length) {}

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final Map<ContentHash, Place> places = new LinkedHashMap<>();

  void add(ContentHash hash, byte[] content) {
    if (places.putIfAbsent(hash, new Place(bytes.size(), content.length)) == null) {
      bytes.writeBytes(content);
    }
  }

  int size() {
    return bytes.size();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Where each content is once the pack is stored under {@code name}. */
  Map<ContentHash, ContentRef> refs(ContentHash name) {
    Map<ContentHash, ContentRef> refs = new LinkedHashMap<>();
    places.forEach(
        (hash, place) ->
            refs.put(hash, new ContentRef.Slice(name, place.offset(), place.length())));
    return refs;
  }
}
