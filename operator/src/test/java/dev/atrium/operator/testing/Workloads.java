package dev.atrium.operator.testing;

import dev.atrium.operator.status.Workload;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Optional;

/** Deployments and pods in the states in which a cluster leaves them. */
public final class Workloads {

  private Workloads() {}

  public static Workload none() {
    return new Workload(Optional.empty(), List.of());
  }

  public static Workload asleep() {
    return new Workload(Optional.of(deployment(0)), List.of());
  }

  public static Workload withoutPod() {
    return new Workload(Optional.of(deployment(1)), List.of());
  }

  public static Workload ready() {
    return of(pod(true, running().withReady(true).build()));
  }

  public static Workload starting() {
    return of(pod(false, running().build()));
  }

  public static Workload of(Pod... pods) {
    return new Workload(Optional.of(deployment(1)), List.of(pods));
  }

  /** A pod that its node put out; it is listed until its Deployment goes. */
  public static Pod evicted(String time) {
    var ended =
        container()
            .withNewState()
            .withNewTerminated()
            .withExitCode(143)
            .withFinishedAt(time)
            .endTerminated()
            .endState();
    return new PodBuilder(pod(false, ended.build()))
        .editStatus()
        .withPhase("Failed")
        .withReason("Evicted")
        .withMessage("The node was low on resource: ephemeral-storage.")
        .endStatus()
        .build();
  }

  /** A pod whose container waits. */
  public static Workload waiting(String reason, String message) {
    return of(
        pod(false, container().withNewState().withNewWaiting(message, reason).endState().build()));
  }

  /** A Deployment whose pods the API server refuses. */
  public static Workload refused(String message) {
    var deployment =
        new DeploymentBuilder(deployment(1))
            .withNewStatus()
            .addNewCondition()
            .withType("ReplicaFailure")
            .withStatus("True")
            .withReason("FailedCreate")
            .withMessage(message)
            .endCondition()
            .endStatus()
            .build();
    return new Workload(Optional.of(deployment), List.of());
  }

  public static Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("node-repl")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }

  public static ContainerStatusBuilder container() {
    return new ContainerStatusBuilder()
        .withName("runner")
        .withImage("localhost/atrium-runner:dev")
        .withReady(false)
        .withRestartCount(0);
  }

  public static ContainerStatusBuilder running() {
    return container().withNewState().withNewRunning("2026-11-21T09:00:01Z").endState();
  }

  public static Pod pod(boolean ready, ContainerStatus container) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("node-repl-1")
        .withCreationTimestamp("2026-11-21T09:00:00Z")
        .endMetadata()
        .withNewStatus()
        .withPodIP("127.0.0.1")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .withContainerStatuses(container)
        .endStatus()
        .build();
  }
}
