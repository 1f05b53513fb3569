package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Set;

/** The labels of everything that the operator makes; only what carries them is watched. */
public final class Labels {

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String NAME = "app.kubernetes.io/name";
  public static final String INSTANCE = "app.kubernetes.io/instance";
  public static final String PROJECT = "atrium.dev/project";

  /** The value of {@link #MANAGED_BY}, and the field manager of what is applied. */
  public static final String OPERATOR = "atrium-operator";

  static final String REPL = "atrium-repl";

  /** Selects what belongs to some Repl, and what Repls share. */
  public static final String SELECTOR = MANAGED_BY + "=" + OPERATOR + "," + NAME + "=" + REPL;

  private Labels() {}

  /** The labels of one Repl's objects. */
  public static Map<String, String> of(Repl repl) {
    return Map.of(
        MANAGED_BY,
        OPERATOR,
        NAME,
        REPL,
        INSTANCE,
        repl.getMetadata().getName(),
        PROJECT,
        repl.getSpec().project());
  }

  /** The labels of what all Repls of a namespace share; all of their pods have them too. */
  static Map<String, String> shared() {
    return Map.of(MANAGED_BY, OPERATOR, NAME, REPL);
  }

  /** What selects one Repl's pods. */
  static Map<String, String> selector(Repl repl) {
    return Map.of(NAME, REPL, INSTANCE, repl.getMetadata().getName());
  }

  /** The Repl that an object belongs to; none for what is shared. */
  public static Set<ResourceID> replOf(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    String name = labels == null ? null : labels.get(INSTANCE);
    return name == null
        ? Set.of()
        : Set.of(new ResourceID(name, object.getMetadata().getNamespace()));
  }
}
