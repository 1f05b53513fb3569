package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a condition holds. */
public enum ConditionStatus {
  @JsonProperty("True")
  TRUE,

  @JsonProperty("False")
  FALSE,

  /** Nobody can tell now, such as while a Repl sleeps. */
  @JsonProperty("Unknown")
  UNKNOWN
}
