package dev.atrium.operator.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What a node says of the pods that it put out. */
final class Evictions {

  /**
   * A replacement is made within moments of the eviction; a later pod was made for other reasons.
   */
  private static final Duration MOMENTS = Duration.ofMinutes(1);

  private Evictions() {}

  static boolean isEvicted(Pod pod) {
    return pod.getStatus() != null && "Evicted".equals(pod.getStatus().getReason());
  }

  /** Whether a pod was made in the place of one that was evicted. */
  static boolean isReplaced(Pod evicted, Pod by) {
    Instant made = Instant.parse(by.getMetadata().getCreationTimestamp());
    return endOf(evicted)
        .filter(end -> Duration.between(end, made).abs().compareTo(MOMENTS) < 0)
        .isPresent();
  }

  private static Optional<Instant> endOf(Pod evicted) {
    return evicted.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .map(state -> state.getTerminated().getFinishedAt())
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .max(Comparator.naturalOrder());
  }
}
