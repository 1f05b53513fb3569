package dev.atrium.operator.status;

import static dev.atrium.crd.ConditionStatus.FALSE;
import static dev.atrium.crd.ConditionStatus.TRUE;
import static dev.atrium.crd.ConditionStatus.UNKNOWN;

import dev.atrium.crd.ConditionType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Reason;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a Repl's status from what was found: a pure function, and the same findings twice make an
 * equal status, so that nothing is written.
 */
public final class StatusAggregator {

  private final Findings found;
  private final Conditions conditions;
  private final Optional<Trouble> podTrouble;
  private final boolean sleeping;

  private StatusAggregator(Findings found, Instant now) {
    this.found = found;
    this.conditions = new Conditions(found.repl(), now);
    this.sleeping = found.repl().getSpec().operatingMode() == OperatingMode.SUSPENDED;
    this.podTrouble =
        found.workload().isScaledUp() && !isReady()
            ? PodTrouble.of(found.workload())
            : Optional.empty();
  }

  /** The status that the findings make. */
  public static ReplStatus aggregate(Findings found, Instant now) {
    return new StatusAggregator(found, now).aggregate();
  }

  private ReplStatus aggregate() {
    ReplState state = state();
    ready(state);
    seeded();
    workload();
    exposed();
    upToDate();
    return new ReplStatus(
        found.repl().getMetadata().getGeneration(),
        state,
        found.ide().toString(),
        found.app().toString(),
        found.epoch(),
        conditions.list());
  }

  private ReplState state() {
    if (sleeping) {
      return isEmpty() ? ReplState.SUSPENDED : ReplState.SUSPENDING;
    }
    if (found.admission().isPresent() && !found.workload().isScaledUp()) {
      return ReplState.PENDING;
    }
    if (isReady() && found.exposed()) {
      return ReplState.RUNNING;
    }
    return podTrouble.isPresent() ? ReplState.FAILED : ReplState.STARTING;
  }

  private void ready(ReplState state) {
    switch (state) {
      case RUNNING -> conditions.set(ConditionType.READY, TRUE, Reason.RUNNING, "The IDE answers.");
      case SUSPENDED ->
          conditions.set(
              ConditionType.READY,
              FALSE,
              Reason.SUSPENDED,
              "It sleeps. Open " + found.ide() + " or set spec.operatingMode to Running.");
      case SUSPENDING ->
          conditions.set(
              ConditionType.READY,
              FALSE,
              found
                  .flush()
                  .orElse(
                      new Trouble(Reason.SUSPENDING, "The project is saved, then the pod goes.")));
      default -> conditions.set(ConditionType.READY, FALSE, whyNotReady());
    }
  }

  private Trouble whyNotReady() {
    return blocked()
        .or(() -> podTrouble)
        .or(found::seed)
        .orElse(new Trouble(Reason.STARTING, "The pod is on its way."));
  }

  /** What keeps it from starting; a pod that runs goes on running. */
  private Optional<Trouble> blocked() {
    return found.workload().isScaledUp() ? Optional.empty() : found.admission();
  }

  private void seeded() {
    if (isReady()) {
      conditions.set(ConditionType.SEEDED, TRUE, Reason.RUNNING, "The project's files are there.");
    } else if (found.seed().isPresent()) {
      conditions.set(ConditionType.SEEDED, FALSE, found.seed().get());
    } else {
      unknown(ConditionType.SEEDED, "There is no runner to ask.");
    }
  }

  private void workload() {
    if (isReady()) {
      conditions.set(
          ConditionType.WORKLOAD_AVAILABLE, TRUE, Reason.RUNNING, "The pod's runner is up.");
    } else if (sleeping) {
      conditions.set(
          ConditionType.WORKLOAD_AVAILABLE,
          FALSE,
          isEmpty() ? Reason.SUSPENDED : Reason.SUSPENDING,
          isEmpty() ? "There is no pod." : "The pod is on its way out.");
    } else {
      conditions.set(
          ConditionType.WORKLOAD_AVAILABLE,
          FALSE,
          blocked()
              .or(() -> podTrouble)
              .orElse(new Trouble(Reason.STARTING, "The pod is on its way.")));
    }
  }

  private void exposed() {
    if (found.exposed()) {
      conditions.set(
          ConditionType.EXPOSED, TRUE, Reason.EXPOSED, "The Ingress leads from both hosts.");
    } else {
      conditions.set(
          ConditionType.EXPOSED,
          FALSE,
          sleeping ? Reason.SUSPENDED : Reason.NOT_EXPOSED,
          "There is no Ingress; the hosts lead to the hub.");
    }
  }

  private void upToDate() {
    if (!found.workload().isScaledUp()) {
      unknown(ConditionType.UP_TO_DATE, "The next start takes the spec as it is.");
    } else if (found.admission().isPresent()) {
      conditions.set(ConditionType.UP_TO_DATE, FALSE, found.admission().get());
    } else if (found.current()) {
      conditions.set(
          ConditionType.UP_TO_DATE, TRUE, Reason.UP_TO_DATE, "The pod is as the spec wants it.");
    } else {
      conditions.set(
          ConditionType.UP_TO_DATE,
          FALSE,
          Reason.RESTART_NEEDED,
          "The spec's change waits, so that no shell is cut off; suspend and resume the Repl to"
              + " apply it.");
    }
  }

  private void unknown(ConditionType type, String message) {
    conditions.set(type, UNKNOWN, sleeping ? Reason.SUSPENDED : Reason.STARTING, message);
  }

  private boolean isReady() {
    return found.workload().isOccupied();
  }

  private boolean isEmpty() {
    return !found.workload().isScaledUp() && found.workload().isEmpty();
  }
}
