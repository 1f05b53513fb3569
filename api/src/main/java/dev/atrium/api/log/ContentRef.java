package dev.atrium.api.log;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atrium.api.content.ContentHash;

/** Where the bytes of a file are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "in")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ContentRef.Inline.class, name = "record"),
  @JsonSubTypes.Type(value = ContentRef.Blob.class, name = "blob"),
  @JsonSubTypes.Type(value = ContentRef.Slice.class, name = "pack"),
  @JsonSubTypes.Type(value = ContentRef.OnDisk.class, name = "disk")
})
public sealed interface ContentRef {

  /** In the record itself; at most {@link LogLimits#INLINE_BYTES}. */
  record Inline(byte[] bytes) implements ContentRef {}

  /** A blob of its own, named by the content's hash. */
  record Blob(ContentHash blob) implements ContentRef {}

  /** Part of a pack: a blob that holds many small contents one after the other. */
  record Slice(ContentHash blob, long offset, long length) implements ContentRef {}

  /**
   * In a staged file beside the project, forced before the record that names it; only in a local
   * journal, never in S3.
   */
  record OnDisk(String staged) implements ContentRef {}
}
