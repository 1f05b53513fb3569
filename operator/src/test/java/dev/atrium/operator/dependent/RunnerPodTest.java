package dev.atrium.operator.dependent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplResources;
import dev.atrium.crd.ResourceAmounts;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.TestConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The pod's template. That it passes Pod Security in an enforcing namespace is asserted on a real
 * API server, by {@code PodSecurityST}.
 */
class RunnerPodTest {

  private static final RunnerPod POD =
      new RunnerPod(
          TestConfig.plain(),
          new Places("http://{id}.ide.localhost:18080", "http://{id}.app.localhost:18080"));

  @Test
  void givesTheTenantNothingOfTheNodeOrTheCluster() {
    PodSpec pod = pod(Repls.node().build());
    var container = pod.getContainers().getFirst().getSecurityContext();

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(1000);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void tellsTheRunnerWhereItIs() {
    assertThat(environment(Repls.node().startCommand("npm start").appPort(4000).build()))
        .containsEntry("ATRIUM_PROJECT", "hellonode")
        .containsEntry("ATRIUM_IDE_ORIGIN", "http://hellonode.ide.localhost:18080")
        .containsEntry("ATRIUM_APP_ORIGIN", "http://hellonode.app.localhost:18080")
        .containsEntry("ATRIUM_HUB_ORIGIN", "http://atrium.localhost:18080")
        .containsEntry("ATRIUM_STORAGE_URL", "http://atrium-init-service.atrium.svc:8080")
        .containsEntry("ATRIUM_IDENTITY", "/etc/atrium/identity")
        .containsEntry("ATRIUM_JWKS", "/etc/atrium/jwks.json")
        .containsEntry("ATRIUM_ROOT", "/workspace/project")
        .containsEntry("ATRIUM_STATE", "/workspace/state")
        .containsEntry("ATRIUM_START_COMMAND", "npm start")
        .containsEntry("ATRIUM_APP_PORT", "4000")
        .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0");
  }

  @Test
  void passesVariablesOnAsTheyAre() {
    var repl = Repls.node().env(new EnvVariable("COST", "$(ATRIUM_PROJECT) is 5$$")).build();

    assertThat(environment(repl)).containsEntry("COST", "$$(ATRIUM_PROJECT) is 5$$$$");
  }

  @Test
  void refusesEditsBeforeTheKubeletPutsThePodOut() {
    var container = container(Repls.node().ephemeral("1Gi").build());
    var volume = pod(Repls.node().ephemeral("1Gi").build()).getVolumes().getFirst().getEmptyDir();

    assertThat(environment(Repls.node().ephemeral("1Gi").build()))
        .containsEntry("ATRIUM_QUOTA_BYTES", Long.toString((long) (0.9 * (1L << 30))));
    assertThat(volume.getSizeLimit()).isEqualTo(new Quantity("1Gi"));
    assertThat(container.getResources().getLimits().get("ephemeral-storage"))
        .isEqualTo(new Quantity("3Gi"));
  }

  @Test
  void filesOnAVolumeAreNoneOfTheNodes() {
    var repl = Repls.node().persistent("5Gi").build();

    assertThat(pod(repl).getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
        .isEqualTo("atrium-hellonode");
    assertThat(container(repl).getResources().getLimits().get("ephemeral-storage"))
        .isEqualTo(new Quantity("2Gi"));
  }

  @Test
  void aLimitIsNeverBelowARequestNorTheOtherWayRound() {
    var much = new ResourceAmounts(new Quantity("4"), new Quantity("8Gi"), null);
    var little = new ResourceAmounts(new Quantity("50m"), new Quantity("128Mi"), null);

    var asking = container(Repls.node().resources(new ReplResources(much, null)).build());
    var bounded = container(Repls.node().resources(new ReplResources(null, little)).build());

    assertThat(asking.getResources().getLimits())
        .containsEntry("cpu", new Quantity("4"))
        .containsEntry("memory", new Quantity("8Gi"));
    assertThat(bounded.getResources().getRequests())
        .containsEntry("cpu", new Quantity("50m"))
        .containsEntry("memory", new Quantity("128Mi"));
  }

  @Test
  void runsTheImageThatIsNamed() {
    assertThat(container(Repls.node().build()).getImage()).isEqualTo("localhost/atrium-runner:dev");
    assertThat(container(Repls.node().image("mine:1").build()).getImage()).isEqualTo("mine:1");
  }

  @Test
  void leavesTimeForTheRunnersOwnFlush() {
    assertThat(pod(Repls.node().build()).getTerminationGracePeriodSeconds()).isGreaterThan(20);
  }

  private static Map<String, String> environment(Repl repl) {
    return container(repl).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static Container container(Repl repl) {
    return pod(repl).getContainers().getFirst();
  }

  private static PodSpec pod(Repl repl) {
    return POD.template(repl).getSpec();
  }
}
