package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplResources;
import dev.atrium.crd.ResourceAmounts;
import dev.atrium.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a pod asks for and may take. What a Repl does not say comes from the operator, and gives way
 * to what it does say: a default limit is never below a wanted request, nor the other way round.
 */
final class PodResources {

  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";
  private static final String DISK = "ephemeral-storage";

  private PodResources() {}

  static ResourceRequirements of(Repl repl, OperatorConfig.Resources defaults) {
    var wanted = Optional.ofNullable(repl.getSpec().resources());
    var cpu =
        Range.of(
            wanted, ResourceAmounts::cpu, defaults.requestedCpu(), new Quantity(defaults.cpu()));
    var memory =
        Range.of(
            wanted,
            ResourceAmounts::memory,
            defaults.requestedMemory(),
            new Quantity(defaults.memory()));
    var disk =
        Range.of(
            wanted,
            ResourceAmounts::ephemeralStorage,
            defaults.requestedStorage(),
            disk(repl, defaults));
    return new ResourceRequirementsBuilder()
        .withRequests(Map.of(CPU, cpu.request, MEMORY, memory.request, DISK, disk.request))
        .withLimits(Map.of(CPU, cpu.limit, MEMORY, memory.limit, DISK, disk.limit))
        .build();
  }

  /** Files on the node's disk count there; a volume does not. */
  private static Quantity disk(Repl repl, OperatorConfig.Resources defaults) {
    var scratch = new Quantity(defaults.scratch());
    return Storage.isPersistent(repl) ? scratch : scratch.add(Storage.size(repl));
  }

  /** A request and its limit. */
  private record Range(Quantity request, Quantity limit) {

    static Range of(
        Optional<ReplResources> wanted,
        Function<ResourceAmounts, Quantity> field,
        String defaultRequest,
        Quantity defaultLimit) {
      var request = wanted.map(ReplResources::requests).map(field);
      var limit = wanted.map(ReplResources::limits).map(field);
      return new Range(
          request.orElseGet(() -> smaller(new Quantity(defaultRequest), limit)),
          limit.orElseGet(() -> larger(defaultLimit, request)));
    }

    private static Quantity smaller(Quantity fallback, Optional<Quantity> bound) {
      return bound.filter(each -> compare(each, fallback) < 0).orElse(fallback);
    }

    private static Quantity larger(Quantity fallback, Optional<Quantity> bound) {
      return bound.filter(each -> compare(each, fallback) > 0).orElse(fallback);
    }

    private static int compare(Quantity one, Quantity other) {
      return one.getNumericalAmount().compareTo(other.getNumericalAmount());
    }
  }
}
