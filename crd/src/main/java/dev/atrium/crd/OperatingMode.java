package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person wants of a {@link Repl} now. */
public enum OperatingMode {
  /** There is a pod, and its address opens the IDE. */
  @JsonProperty("Running")
  RUNNING,

  /** Everything is in S3 and there is no pod; the address leads to the hub, which wakes it. */
  @JsonProperty("Suspended")
  SUSPENDED
}
