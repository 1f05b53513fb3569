package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;

/**
 * What the operator knows of a {@link Repl}. Written on transitions only.
 *
 * @param observedGeneration the generation of the spec that this status is about
 * @param state one word for people
 * @param ideUrl where the IDE is; null before the first start
 * @param appUrl where the app is; null before the first start
 * @param epoch the number of its latest start; a runner of a lower one is superseded; null before
 *     the first start
 * @param conditions one for each {@link ConditionType}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription("Where the Repl is on its way; the conditions say why.")
        ReplState state,
    @JsonPropertyDescription("Where the IDE is.") String ideUrl,
    @JsonPropertyDescription("Where the app is that runs in the Repl.") String appUrl,
    @JsonPropertyDescription(
            "The number of its latest start. A runner of a lower one is superseded.")
        Long epoch,
    @JsonPropertyDescription("What is true of the Repl, each with its reason and the way out.")
        List<ReplCondition> conditions) {

  public ReplStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** The condition of a type, if it was ever set. */
  public Optional<ReplCondition> condition(ConditionType type) {
    return conditions.stream().filter(each -> each.type().equals(type.value())).findFirst();
  }
}
