package dev.atrium.operator.dependent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Matcher;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Keeps one pod while the Repl is awake, and none while it sleeps.
 *
 * <p>A new pod template never replaces a pod in which somebody may work: the Deployment stays as it
 * is until the next start. Which template it has is told by its fingerprint in an annotation.
 */
@Singleton
public class DeploymentDependent extends OwnedDependent<Deployment> {

  static final String TEMPLATE = "atrium.dev/pod-template";

  /** Sleeping and waking makes one ReplicaSet; older templates are nobody's way back. */
  private static final int HISTORY = 1;

  private static final ObjectWriter ORDERED =
      Serialization.jsonMapper().writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final RunnerPod pod;

  DeploymentDependent(RunnerPod pod) {
    super(Deployment.class);
    this.pod = pod;
  }

  @Override
  Deployment desired(ReplPlan plan) {
    Repl repl = plan.repl();
    PodTemplateSpec template = pod.template(repl);
    var metadata = metadata(repl);
    metadata.setAnnotations(Map.of(TEMPLATE, fingerprint(template)));
    return new DeploymentBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withReplicas(plan.awake() ? 1 : 0)
        .withRevisionHistoryLimit(HISTORY)
        .withNewSelector()
        .withMatchLabels(Labels.selector(repl))
        .endSelector()
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withTemplate(template)
        .endSpec()
        .build();
  }

  @Override
  public Matcher.Result<Deployment> match(
      Deployment actual, Deployment desired, Repl repl, Context<Repl> context) {
    ReplPlan plan = ReplPlan.of(context);
    if (plan.awake() && plan.occupied() && !fingerprintOf(actual).equals(fingerprintOf(desired))) {
      return Matcher.Result.computed(true, desired);
    }
    return super.match(actual, desired, repl, context);
  }

  /** Whether a Deployment's pods are as the Repl's spec wants them. */
  public boolean isCurrent(Deployment actual, Repl repl) {
    return fingerprintOf(actual).equals(fingerprint(pod.template(repl)));
  }

  private static String fingerprintOf(Deployment deployment) {
    var annotations = deployment.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(TEMPLATE, "");
  }

  /** The same for equal templates in every process: the order of a map's entries is not. */
  static String fingerprint(PodTemplateSpec template) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(ORDERED.writeValueAsBytes(template));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
