package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/** Amounts of what a node has; null for the operator's default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceAmounts(
    @JsonPropertyDescription("Processors, such as 500m or 2.")
        @ValidationRule(
            value =
                "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
            message = "cpu must be a quantity above zero, such as 500m")
        Quantity cpu,
    @JsonPropertyDescription("Memory, such as 1Gi.")
        @ValidationRule(
            value =
                "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
            message = "memory must be a quantity above zero, such as 1Gi")
        Quantity memory,
    @JsonProperty("ephemeral-storage")
        @JsonPropertyDescription(
            "Space on the node's disk, such as 11Gi; with Ephemeral storage the project's files count.")
        @ValidationRule(
            value =
                "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
            message = "ephemeral-storage must be a quantity above zero, such as 11Gi")
        Quantity ephemeralStorage) {}
