package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * A condition in the style of {@code metav1.Condition}. Types and reasons are texts here, so that
 * an older reader survives a newer operator.
 *
 * @param type what it is about: the value of a {@link ConditionType}
 * @param status whether it is true
 * @param reason why: the value of a {@link Reason}
 * @param message what happened and the way out, for people
 * @param lastTransitionTime when {@code status} last changed, RFC 3339
 * @param observedGeneration the generation of the spec that it is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplCondition(
    @JsonPropertyDescription("What it is about.") @Required String type,
    @JsonPropertyDescription("Whether it is true.") @Required ConditionStatus status,
    @JsonPropertyDescription("Why, in one word.") @Required String reason,
    @JsonPropertyDescription("What happened, and the way out.") String message,
    @JsonPropertyDescription("When the status last changed.") @Required String lastTransitionTime,
    @JsonPropertyDescription("The generation of the spec that it is about.")
        Long observedGeneration) {

  /** Whether it says this, whatever its message and times. */
  public boolean says(ConditionStatus status, Reason reason) {
    return this.status == status && this.reason.equals(reason.value());
  }
}
