package dev.atrium.hub.kubernetes;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplSpec;
import dev.atrium.hub.project.Project;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Everything that the hub writes to a cluster. Blocking; throws {@link KubernetesClientException}.
 */
@Singleton
class ReplWrites {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String HUB = "atrium-hub";

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  @Inject KubernetesClient client;

  /**
   * Makes a project run: its Repl is told so, or made.
   *
   * @param seen its Repl as of the watch
   * @return the Repl as it stands now
   */
  Repl run(Project project, Optional<Repl> seen) {
    if (seen.isPresent()) {
      var running = set(seen.get(), OperatingMode.RUNNING);
      if (running.isPresent()) {
        return running.get();
      }
    }
    try {
      return client.resource(desired(project)).create();
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw failure;
      }
      return runOther(project, failure);
    }
  }

  /** There is a Repl of that name, which the watch has not told of: this project's, or not. */
  private Repl runOther(Project project, KubernetesClientException conflict) {
    Repl other = resource(desired(project)).get();
    if (other == null || other.getSpec() == null) {
      throw conflict;
    }
    if (!other.getSpec().project().equals(project.id)) {
      throw ProblemType.ALREADY_EXISTS.thrown(
          "The Repl %s in %s is for another project; delete it first."
              .formatted(project.id, project.namespace));
    }
    return set(other, OperatingMode.RUNNING).orElseThrow(() -> conflict);
  }

  /**
   * Sets what a person wants of a Repl, unless it is so.
   *
   * @return the Repl as it stands now; empty if it is gone
   */
  Optional<Repl> set(Repl repl, OperatingMode mode) {
    if (repl.getSpec().operatingMode() == mode) {
      return Optional.of(repl);
    }
    // With the uid, so that another Repl of its name, made meanwhile, is not meant.
    String patch =
        """
        {"metadata":{"uid":"%s"},"spec":{"operatingMode":"%s"}}"""
            .formatted(
                repl.getMetadata().getUid(),
                mode == OperatingMode.RUNNING ? "Running" : "Suspended");
    try {
      return Optional.ofNullable(resource(repl).patch(MERGE, patch));
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  void delete(Repl repl) {
    resource(repl).delete();
  }

  private Resource<Repl> resource(Repl repl) {
    return client
        .resources(Repl.class)
        .inNamespace(repl.getMetadata().getNamespace())
        .withName(repl.getMetadata().getName());
  }

  /**
   * The Repl that the hub makes for a project. What is null the API server and the operator fill
   * in.
   */
  static Repl desired(Project project) {
    var repl = new Repl();
    repl.setMetadata(
        new ObjectMetaBuilder()
            .withName(project.id)
            .withNamespace(project.namespace)
            .addToLabels(MANAGED_BY, HUB)
            .build());
    repl.setSpec(
        new ReplSpec(
            project.id,
            project.template,
            project.ownerId,
            null,
            null,
            null,
            OperatingMode.RUNNING,
            null,
            null,
            null));
    return repl;
  }
}
