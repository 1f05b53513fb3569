package dev.atrium.operator.status;

import dev.atrium.crd.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Why a pod does not come up, in the kubelet's, the scheduler's or the API server's own words, so
 * that nobody has to describe the pod to find out.
 */
public final class PodTrouble {

  private static final Set<String> IMAGE =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");
  private static final Set<String> CONFIG =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final String OOM = "OOMKilled";
  private static final String BACK_OFF = "CrashLoopBackOff";

  /** So many restarts after short lives are a loop. */
  private static final int LOOP = 2;

  private static final Duration SHORT_LIFE = Duration.ofMinutes(1);

  private PodTrouble() {}

  /** What is wrong, if something is; a pod that is merely on its way has no trouble. */
  public static Optional<Trouble> of(Workload workload) {
    return workload
        .deployment()
        .flatMap(PodTrouble::refused)
        .or(() -> workload.evicted().map(PodTrouble::putOut))
        .or(() -> workload.pod().flatMap(PodTrouble::notScheduled))
        .or(() -> workload.container().flatMap(PodTrouble::inTheContainer));
  }

  /** No pod at all, because the API server takes none. */
  private static Optional<Trouble> refused(Deployment deployment) {
    if (deployment.getStatus() == null) {
      return Optional.empty();
    }
    return deployment.getStatus().getConditions().stream()
        .filter(each -> each.getType().equals("ReplicaFailure") && each.getStatus().equals("True"))
        .findFirst()
        .map(
            failure ->
                failure.getMessage().contains("exceeded quota")
                    ? new Trouble(
                        Reason.QUOTA_EXCEEDED,
                        failure.getMessage()
                            + ". Suspend or delete other Repls, ask for less in spec.resources, or"
                            + " raise the quota.")
                    : new Trouble(Reason.POD_REFUSED, failure.getMessage()));
  }

  private static Trouble putOut(Pod pod) {
    return new Trouble(
        Reason.EVICTED,
        sentence(pod.getStatus().getMessage())
            + " Another pod comes in its place, with what S3 has of the project.");
  }

  private static Optional<Trouble> notScheduled(Pod pod) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getConditions().stream()
        .filter(each -> each.getType().equals("PodScheduled"))
        .filter(each -> "Unschedulable".equals(each.getReason()))
        .findFirst()
        .map(each -> new Trouble(Reason.UNSCHEDULABLE, text(each.getMessage())));
  }

  private static Optional<Trouble> inTheContainer(ContainerStatus container) {
    if (Boolean.TRUE.equals(container.getReady()) || container.getState() == null) {
      return Optional.empty();
    }
    var last = container.getLastState() == null ? null : container.getLastState().getTerminated();
    var now = container.getState().getTerminated();
    if (isOom(last) || isOom(now)) {
      return Optional.of(
          new Trouble(
              Reason.OOM_KILLED,
              "The container was killed because it needed more memory than its limit; raise"
                  + " spec.resources.limits.memory."));
    }
    var waiting = container.getState().getWaiting();
    if (waiting != null && !BACK_OFF.equals(waiting.getReason())) {
      return waiting(container, waiting);
    }
    return waiting != null || isLooping(container, last)
        ? Optional.of(looping(last))
        : Optional.empty();
  }

  /** Between two ends of a loop the container runs for a moment; that is no recovery. */
  private static boolean isLooping(ContainerStatus container, ContainerStateTerminated last) {
    return last != null
        && container.getRestartCount() >= LOOP
        && last.getStartedAt() != null
        && last.getFinishedAt() != null
        && Duration.between(Instant.parse(last.getStartedAt()), Instant.parse(last.getFinishedAt()))
                .compareTo(SHORT_LIFE)
            < 0;
  }

  private static Trouble looping(ContainerStateTerminated last) {
    String code = last == null ? "" : ", lastly with exit code " + last.getExitCode();
    return new Trouble(
        Reason.CRASH_LOOP_BACK_OFF,
        "The container ends again and again"
            + code
            + "; kubectl logs --previous shows what it said.");
  }

  private static Optional<Trouble> waiting(
      ContainerStatus container, ContainerStateWaiting waiting) {
    String why = String.valueOf(waiting.getReason());
    if (IMAGE.contains(why)) {
      return Optional.of(
          new Trouble(
              Reason.IMAGE_PULL_BACK_OFF,
              "%s: %s Mend spec.image, or the access to its registry."
                  .formatted(container.getImage(), sentence(waiting.getMessage()))));
    }
    if (CONFIG.contains(why)) {
      return Optional.of(
          new Trouble(Reason.CONTAINER_CONFIG_ERROR, why + ": " + sentence(waiting.getMessage())));
    }
    return Optional.empty();
  }

  private static boolean isOom(ContainerStateTerminated state) {
    return state != null && OOM.equals(state.getReason());
  }

  private static String sentence(String message) {
    String text = text(message);
    return text.endsWith(".") ? text : text + ".";
  }

  private static String text(String message) {
    return message == null ? "The reason was not told." : message;
  }
}
