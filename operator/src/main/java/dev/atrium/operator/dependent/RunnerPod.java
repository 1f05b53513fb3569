package dev.atrium.operator.dependent;

import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplSpec;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.config.Places;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The template of a Repl's pod. It passes Pod Security {@code restricted}: everything in it is the
 * tenant's.
 */
@Singleton
public class RunnerPod {

  public static final String CONTAINER = "runner";
  public static final int PORT = 8080;
  public static final String PORT_NAME = "http";

  private static final long USER = 1000;

  /** More than the runner's own flush at its end may take, which is 20 seconds. */
  private static final long GRACE_SECONDS = 45;

  private static final String WORKSPACE = "/workspace";
  private static final String IDENTITY = "/etc/atrium";

  private final OperatorConfig config;
  private final Places places;

  RunnerPod(OperatorConfig config, Places places) {
    this.config = config;
    this.places = places;
  }

  PodTemplateSpec template(Repl repl) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(Labels.of(repl))
        .endMetadata()
        .withNewSpec()
        .withHostname(repl.getMetadata().getName())
        .withServiceAccountName(Names.SHARED)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withImagePullSecrets(
            config.imagePullSecrets().orElse(List.of()).stream()
                .map(LocalObjectReference::new)
                .toList())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(repl))
        .withVolumes(workspace(repl), scratch(), identity(repl))
        .endSpec()
        .build();
  }

  private Container container(Repl repl) {
    String image = repl.getSpec().image();
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image == null ? config.runnerImage() : image)
        .withImagePullPolicy(config.imagePullPolicy())
        .addNewPort()
        .withName(PORT_NAME)
        .withContainerPort(PORT)
        .withProtocol("TCP")
        .endPort()
        .withEnv(environment(repl))
        .withResources(PodResources.of(repl, config.resources()))
        .withVolumeMounts(
            mount("workspace", WORKSPACE, null),
            mount("tmp", "/tmp", null),
            mount("identity", IDENTITY, true))
        .withReadinessProbe(probe("/q/health/ready", 0, 1, 3))
        .withLivenessProbe(probe("/q/health/live", 30, 10, 6))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }

  private List<EnvVar> environment(Repl repl) {
    ReplSpec spec = repl.getSpec();
    String project = spec.project();
    var variables = new ArrayList<EnvVar>();
    set(variables, "QUARKUS_HTTP_HOST", "0.0.0.0");
    set(variables, "QUARKUS_HTTP_PORT", Integer.toString(PORT));
    set(variables, "ATRIUM_PROJECT", project);
    set(variables, "ATRIUM_IDE_ORIGIN", places.ide(project).toString());
    set(variables, "ATRIUM_APP_ORIGIN", places.app(project).toString());
    set(variables, "ATRIUM_HUB_ORIGIN", config.hubOrigin().toString());
    set(variables, "ATRIUM_HUB_URL", config.hubUrl().toString());
    set(variables, "ATRIUM_STORAGE_URL", config.storageUrl().toString());
    set(variables, "ATRIUM_JWKS", IDENTITY + "/" + IdentitySecret.JWKS);
    set(variables, "ATRIUM_IDENTITY", IDENTITY + "/" + IdentitySecret.TOKEN);
    set(variables, "ATRIUM_ROOT", WORKSPACE + "/project");
    set(variables, "ATRIUM_STATE", WORKSPACE + "/state");
    set(variables, "ATRIUM_QUOTA_BYTES", Long.toString(Storage.quotaBytes(repl)));
    set(variables, "ATRIUM_APP_PORT", Integer.toString(appPort(spec)));
    set(variables, "HOME", WORKSPACE + "/home");
    if (spec.startCommand() != null) {
      set(variables, "ATRIUM_START_COMMAND", literal(spec.startCommand()));
    }
    if (spec.env() != null) {
      for (EnvVariable each : spec.env()) {
        set(variables, each.name(), literal(each.value()));
      }
    }
    return variables;
  }

  /** The kubelet would put another variable's value in the place of {@code $(NAME)}. */
  private static String literal(String value) {
    return value.replace("$", "$$");
  }

  private static int appPort(ReplSpec spec) {
    return spec.appPort() == null ? ReplSpec.DEFAULT_APP_PORT : spec.appPort();
  }

  private static void set(List<EnvVar> variables, String name, String value) {
    variables.add(new EnvVar(name, value, null));
  }

  private static Volume workspace(Repl repl) {
    return Storage.isPersistent(repl)
        ? new VolumeBuilder()
            .withName("workspace")
            .withNewPersistentVolumeClaim()
            .withClaimName(Names.volume(repl))
            .endPersistentVolumeClaim()
            .build()
        : emptyDir("workspace", Storage.size(repl));
  }

  private Volume scratch() {
    return emptyDir("tmp", new Quantity(config.resources().scratch()));
  }

  private static Volume emptyDir(String name, Quantity limit) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(limit)
        .endEmptyDir()
        .build();
  }

  private static Volume identity(Repl repl) {
    return new VolumeBuilder()
        .withName("identity")
        .withNewSecret()
        .withSecretName(Names.of(repl))
        .endSecret()
        .build();
  }

  private static VolumeMount mount(String name, String path, Boolean readOnly) {
    var mount = new VolumeMount();
    mount.setName(name);
    mount.setMountPath(path);
    mount.setReadOnly(readOnly);
    return mount;
  }

  private static Probe probe(String path, int delay, int period, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(PORT_NAME))
        .endHttpGet()
        .withInitialDelaySeconds(delay == 0 ? null : delay)
        .withPeriodSeconds(period)
        .withTimeoutSeconds(3)
        .withFailureThreshold(failures)
        .build();
  }
}
