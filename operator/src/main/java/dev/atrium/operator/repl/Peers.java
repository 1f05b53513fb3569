package dev.atrium.operator.repl;

import dev.atrium.crd.Repl;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of several Repls on one project has it: the one that was there first. */
final class Peers {

  /** The index of Repls by their projects. */
  static final String BY_PROJECT = "project";

  private static final Comparator<Repl> AGE =
      Comparator.comparing((Repl repl) -> repl.getMetadata().getCreationTimestamp())
          .thenComparing(repl -> repl.getMetadata().getUid());

  private Peers() {}

  static List<String> projectOf(Repl repl) {
    return repl.getSpec() == null || repl.getSpec().project() == null
        ? List.of()
        : List.of(repl.getSpec().project());
  }

  /**
   * The Repl in the same namespace that has this one's project, if it is another. In other
   * namespaces init-service decides, which knows where a project belongs.
   */
  static Optional<Repl> elder(Repl repl, IndexedResourceCache<Repl> cache) {
    return elder(repl, cache.byIndex(BY_PROJECT, repl.getSpec().project()));
  }

  static Optional<Repl> elder(Repl repl, List<Repl> onProject) {
    return onProject.stream()
        .filter(each -> each.getMetadata().getNamespace().equals(repl.getMetadata().getNamespace()))
        .filter(each -> AGE.compare(each, repl) < 0)
        .min(AGE);
  }
}
