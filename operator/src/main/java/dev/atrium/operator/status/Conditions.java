package dev.atrium.operator.status;

import dev.atrium.crd.ConditionStatus;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects a Repl's conditions.
 *
 * <p>The time of a condition moves only when its status does. Its message moves only with its
 * status, its reason or the spec: what a kubelet says while it tries again and again changes every
 * few seconds, and would be a write each time.
 */
final class Conditions {

  private final Optional<ReplStatus> before;
  private final Long generation;
  private final Instant now;
  private final List<ReplCondition> list = new ArrayList<>();

  Conditions(Repl repl, Instant now) {
    this.before = Optional.ofNullable(repl.getStatus());
    this.generation = repl.getMetadata().getGeneration();
    this.now = now;
  }

  void set(ConditionType type, ConditionStatus status, Trouble trouble) {
    set(type, status, trouble.reason(), trouble.message());
  }

  void set(ConditionType type, ConditionStatus status, Reason reason, String message) {
    var old = before.flatMap(each -> each.condition(type));
    boolean sameStatus = old.filter(each -> each.status() == status).isPresent();
    boolean same =
        old.filter(each -> each.says(status, reason))
            .filter(each -> generation != null && generation.equals(each.observedGeneration()))
            .isPresent();
    list.add(
        new ReplCondition(
            type.value(),
            status,
            reason.value(),
            same ? old.get().message() : message,
            sameStatus
                ? old.get().lastTransitionTime()
                : now.truncatedTo(ChronoUnit.SECONDS).toString(),
            generation));
  }

  List<ReplCondition> list() {
    return list;
  }
}
