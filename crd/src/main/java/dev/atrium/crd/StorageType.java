package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a {@link Repl}'s files lie while it runs. S3 has them in any case. */
public enum StorageType {
  /** On the node, for the pod's life; the next start fetches them from S3. */
  @JsonProperty("Ephemeral")
  EPHEMERAL,

  /** On a volume of its own, which also keeps what is not saved in S3, such as packages. */
  @JsonProperty("Persistent")
  PERSISTENT
}
