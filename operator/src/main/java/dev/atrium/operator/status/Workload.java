package dev.atrium.operator.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A Repl's Deployment and its pod, as they stand.
 *
 * @param deployment empty before the first start
 * @param pods all that carry the Repl's labels; mostly one
 * @param answering the name of the pod whose runner has just said that it is ready, which its
 *     kubelet may not have noticed yet
 */
public record Workload(
    Optional<Deployment> deployment, Collection<Pod> pods, Optional<String> answering) {

  /** The phases of a pod whose containers will never run again. */
  private static final Set<String> ENDED = Set.of("Failed", "Succeeded");

  /** As the API server knows them. */
  public Workload(Optional<Deployment> deployment, Collection<Pod> pods) {
    this(deployment, pods, Optional.empty());
  }

  /** The same, with what a runner has said since. */
  public Workload answeredBy(Optional<String> pod) {
    return new Workload(deployment, pods, pod);
  }

  /** Whether a pod is wanted of the Deployment as it stands. */
  public boolean isScaledUp() {
    return deployment
        .map(each -> each.getSpec().getReplicas())
        .filter(replicas -> replicas > 0)
        .isPresent();
  }

  /** The pod that counts: the newest that is not on its way out, else the newest of all. */
  public Optional<Pod> pod() {
    return pods.stream()
        .max(
            Comparator.comparing((Pod pod) -> !isTerminating(pod) && !hasEnded(pod))
                .thenComparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  /**
   * Whether nothing runs any more; what a node has put out stays listed, and is no pod to wait for.
   */
  public boolean isEmpty() {
    return pods.stream().allMatch(Workload::hasEnded);
  }

  /** The pod that its node put out: the one that counts, or the one in whose place that came. */
  Optional<Pod> evicted() {
    return pod()
        .flatMap(
            counts ->
                pods.stream()
                    .filter(Evictions::isEvicted)
                    .filter(each -> each == counts || Evictions.isReplaced(each, counts))
                    .findFirst());
  }

  /** Whether somebody may work in the pod: its runner runs and has the project's files. */
  public boolean isOccupied() {
    return pod()
        .filter(pod -> !isTerminating(pod))
        .filter(pod -> isReady(pod) || answering.equals(Optional.of(pod.getMetadata().getName())))
        .isPresent();
  }

  /** Whether the pod's runner process runs, ready or not, with an address to ask it at. */
  public boolean isReachable() {
    return pod().filter(Workload::isStarted).isPresent();
  }

  /** Whether the pod that counts is not on its way out. */
  public boolean isStaying() {
    return pod().filter(pod -> !isTerminating(pod)).isPresent();
  }

  /** The container of the pod that counts. */
  Optional<ContainerStatus> container() {
    return pod()
        .flatMap(pod -> Optional.ofNullable(pod.getStatus()))
        .flatMap(status -> status.getContainerStatuses().stream().findFirst());
  }

  static boolean isTerminating(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private static boolean hasEnded(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  private static boolean isStarted(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getContainerStatuses().stream()
            .anyMatch(each -> each.getState() != null && each.getState().getRunning() != null);
  }
}
