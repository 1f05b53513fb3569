package dev.atrium.hub.kubernetes;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.engine.ReplStatus;
import java.util.Map;

/** What people are told of a Repl. Pure. */
final class Statuses {

  private static final Map<String, ProblemType> PROBLEMS =
      Map.of(
          Reason.PROJECT_IN_USE.value(), ProblemType.PROJECT_IN_USE,
          Reason.PROJECT_TRASHED.value(), ProblemType.PROJECT_TRASHED,
          Reason.PROJECT_MISSING.value(), ProblemType.NOT_FOUND,
          Reason.UNKNOWN_TEMPLATE.value(), ProblemType.UNKNOWN_TEMPLATE,
          Reason.INVALID_SPEC.value(), ProblemType.INVALID_FIELD,
          Reason.STORAGE_UNREACHABLE.value(), ProblemType.STORAGE_UNREACHABLE,
          Reason.SEED_FAILED.value(), ProblemType.STORAGE_UNREACHABLE);

  private Statuses() {}

  /** Its status, as of what the operator said last and what was asked for since. */
  static ReplStatus of(String id, Repl repl) {
    if (repl.getMetadata().getDeletionTimestamp() != null) {
      return ReplStatus.of(id, ReplState.SUSPENDING);
    }
    var status = repl.getStatus();
    if (status == null || status.state() == null) {
      return ReplStatus.of(id, isWanted(repl) ? ReplState.STARTING : ReplState.SUSPENDED);
    }
    if (isStale(repl)) {
      return ReplStatus.of(id, expected(status.state(), isWanted(repl)));
    }
    return switch (status.state()) {
      case STARTING -> ReplStatus.of(id, ReplState.STARTING);
      case RUNNING -> ReplStatus.of(id, ReplState.RUNNING);
      case SUSPENDING -> ReplStatus.of(id, ReplState.SUSPENDING);
      case SUSPENDED -> ReplStatus.of(id, ReplState.SUSPENDED);
      case PENDING, FAILED ->
          status
              .condition(ConditionType.READY)
              .map(ready -> ReplStatus.failed(id, problem(ready)))
              .orElseGet(() -> ReplStatus.of(id, ReplState.STARTING));
    };
  }

  private static boolean isWanted(Repl repl) {
    return repl.getSpec() == null || repl.getSpec().operatingMode() != OperatingMode.SUSPENDED;
  }

  /** Whether the operator has not seen the newest spec yet. */
  private static boolean isStale(Repl repl) {
    Long generation = repl.getMetadata().getGeneration();
    Long observed = repl.getStatus().observedGeneration();
    return generation != null && observed != null && observed < generation;
  }

  private static ReplState expected(dev.atrium.crd.ReplState last, boolean wanted) {
    return switch (last) {
      case RUNNING -> wanted ? ReplState.RUNNING : ReplState.SUSPENDING;
      case SUSPENDED -> wanted ? ReplState.STARTING : ReplState.SUSPENDED;
      case PENDING, STARTING, SUSPENDING, FAILED ->
          wanted ? ReplState.STARTING : ReplState.SUSPENDING;
    };
  }

  private static Problem problem(ReplCondition ready) {
    String detail =
        ready.message() == null || ready.message().isBlank() ? ready.reason() : ready.message();
    return PROBLEMS.getOrDefault(ready.reason(), ProblemType.NOT_READY).with(detail);
  }
}
