package dev.atrium.api.log;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.atrium.api.content.ContentHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The live document of a file: who it is, and its Yjs state. On a {@link Change} it is what the
 * change adds to the document; on a {@link TreeEntry} it is all of it.
 *
 * <p>The state and the updates together are a document whose text, written as a file, is {@code
 * projected}. A file with another content was changed past the document.
 *
 * @param guid the document's identity, which stays with the file through renames
 * @param hash the hash of {@code state}; null if there is none
 * @param size the size of {@code state} in bytes; 0 if there is none
 * @param state a whole document, as one Yjs update of version 1; null for a change that only adds
 *     updates to what the log has of the same document
 * @param updates what came after {@code state}, as Yjs updates of version 1, in order
 * @param projected the hash of the file that the document's text makes
 */
public record DocumentState(
    String guid,
    ContentHash hash,
    long size,
    ContentRef state,
    List<byte[]> updates,
    ContentHash projected) {

  public DocumentState {
    updates = updates == null ? List.of() : List.copyOf(updates);
  }

  /** A whole document. */
  public static DocumentState whole(String guid, byte[] state, ContentHash projected) {
    return new DocumentState(
        guid,
        ContentHash.of(state),
        state.length,
        new ContentRef.Inline(state),
        List.of(),
        projected);
  }

  /** What came after what the log has of the document. */
  public static DocumentState updates(String guid, List<byte[]> updates, ContentHash projected) {
    return new DocumentState(guid, null, 0, null, updates, projected);
  }

  @JsonIgnore
  public boolean isWhole() {
    return state != null;
  }

  public DocumentState withState(ContentRef state) {
    return new DocumentState(guid, hash, size, state, updates, projected);
  }

  /**
   * This document with a later change of it, or of another one that takes its place.
   *
   * @param later null for a change that does not touch the document
   */
  public DocumentState then(DocumentState later) {
    if (later == null) {
      return this;
    }
    if (later.isWhole() || !later.guid.equals(guid)) {
      return later;
    }
    List<byte[]> all = new ArrayList<>(updates);
    all.addAll(later.updates);
    return new DocumentState(guid, hash, size, state, all, later.projected);
  }

  /** How many bytes it brings along, wherever the state is. */
  @JsonIgnore
  public long inlineBytes() {
    long bytes = state instanceof ContentRef.Inline inline ? inline.bytes().length : 0;
    return bytes + updates.stream().mapToLong(update -> update.length).sum();
  }
}
