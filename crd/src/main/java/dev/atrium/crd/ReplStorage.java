package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * Where a Repl's files lie while it runs.
 *
 * @param type ends with the pod, or stays on a volume
 * @param size the most bytes that files and journal may take
 * @param storageClassName the volume's class; null for the cluster's default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.storageClassName) || self.type == 'Persistent'",
    message = "spec.storage.storageClassName needs spec.storage.type Persistent")
@ValidationRule(
    value = "has(self.storageClassName) == has(oldSelf.storageClassName)",
    message = "spec.storage.storageClassName cannot be changed; make another Repl")
public record ReplStorage(
    @JsonPropertyDescription(
            "Ephemeral: on the node while the pod lives. Persistent: on a volume of its own, which"
                + " also keeps what S3 does not, such as installed packages. It cannot be changed.")
        @Default("Ephemeral")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "spec.storage.type cannot be changed; delete the Repl (its files stay in S3) and make"
                    + " it again")
        StorageType type,
    @JsonPropertyDescription(
            "The most that the files and their journal may take, from 256Mi to 1Ti. A volume's size"
                + " cannot be changed.")
        @Default("10Gi")
        @ValidationRule(
            value = "isQuantity(string(self))",
            message = "spec.storage.size must be a quantity such as 10Gi")
        @ValidationRule(
            value =
                "!isQuantity(string(self)) || (quantity(string(self)).compareTo(quantity('256Mi'))"
                    + " >= 0 && quantity(string(self)).compareTo(quantity('1Ti')) <= 0)",
            message = "spec.storage.size must lie between 256Mi and 1Ti")
        Quantity size,
    @JsonPropertyDescription(
            "The volume's storage class; without it the cluster's default. It cannot be changed.")
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Size(max = 253)
        @ValidationRule(
            value = "self == oldSelf",
            message = "spec.storage.storageClassName cannot be changed; make another Repl")
        String storageClassName) {

  public static final String DEFAULT_SIZE = "10Gi";
}
