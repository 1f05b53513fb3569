package dev.atrium.operator.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
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
    return timeOf(evicted)
        // Both times are whole seconds, and a pod may be replaced before it has ended.
        .map(time -> Duration.between(time, made))
        .filter(gap -> !gap.isNegative() && gap.compareTo(MOMENTS) < 0)
        .isPresent();
  }

  private static Optional<Instant> timeOf(Pod evicted) {
    return evicted.getStatus().getConditions().stream()
        .filter(each -> each.getType().equals("DisruptionTarget"))
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .findFirst();
  }
}
