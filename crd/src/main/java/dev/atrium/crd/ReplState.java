package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a {@link Repl} is on its way, in one word; the conditions say why. */
public enum ReplState {
  /** It cannot start yet: something has to be put right first. */
  @JsonProperty("Pending")
  PENDING,

  /** Its pod is on the way. */
  @JsonProperty("Starting")
  STARTING,

  /** Its address opens the IDE. */
  @JsonProperty("Running")
  RUNNING,

  /** It is being saved before it sleeps or goes. */
  @JsonProperty("Suspending")
  SUSPENDING,

  /** It sleeps; everything is in S3. */
  @JsonProperty("Suspended")
  SUSPENDED,

  /** Its pod does not come up by itself; the Ready condition says what to do. */
  @JsonProperty("Failed")
  FAILED
}
