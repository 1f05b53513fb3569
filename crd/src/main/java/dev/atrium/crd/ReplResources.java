package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What a Repl gets of its node.
 *
 * @param requests what the scheduler sets aside; null for the operator's defaults
 * @param limits the most it may take; null for the operator's defaults
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!(has(self.requests) && has(self.limits) && has(self.requests.cpu) && has(self.limits.cpu)"
            + " && isQuantity(string(self.requests.cpu)) && isQuantity(string(self.limits.cpu))) ||"
            + " quantity(string(self.requests.cpu)).compareTo(quantity(string(self.limits.cpu))) <= 0",
    message = "spec.resources.requests.cpu may not be more than its limit")
@ValidationRule(
    value =
        "!(has(self.requests) && has(self.limits) && has(self.requests.memory) &&"
            + " has(self.limits.memory) && isQuantity(string(self.requests.memory)) &&"
            + " isQuantity(string(self.limits.memory))) ||"
            + " quantity(string(self.requests.memory)).compareTo(quantity(string(self.limits.memory)))"
            + " <= 0",
    message = "spec.resources.requests.memory may not be more than its limit")
public record ReplResources(
    @JsonPropertyDescription("What the scheduler sets aside on the node.") ResourceAmounts requests,
    @JsonPropertyDescription("The most that the Repl may take.") ResourceAmounts limits) {}
