package dev.atrium.operator.repl;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.dependent.IdentitySecret;
import dev.atrium.operator.flush.Readiness;
import dev.atrium.operator.identity.Epochs;
import dev.atrium.operator.identity.Identities;
import dev.atrium.operator.project.ProjectBinding;
import dev.atrium.operator.status.PodTrouble;
import dev.atrium.operator.status.Trouble;
import dev.atrium.operator.status.Workload;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings a Repl up and keeps it up. */
@Singleton
class Waking {

  private final Dependents dependents;
  private final Identities identities;
  private final ProjectBinding projects;
  private final Arrival arrival;
  private final Clock clock;

  Waking(
      Dependents dependents,
      Identities identities,
      ProjectBinding projects,
      Arrival arrival,
      Clock clock) {
    this.dependents = dependents;
    this.identities = identities;
    this.projects = projects;
    this.arrival = arrival;
    this.clock = clock;
  }

  Step step(Observation seen, Context<Repl> context) {
    Repl repl = seen.repl();
    Optional<Secret> secret = identities.find(repl);
    boolean starts = !seen.workload().isScaledUp();
    Optional<Trouble> refused = refused(seen);
    if (refused.isEmpty() && starts) {
      refused = projects.ensure(repl);
    }
    if (refused.isPresent()) {
      return Step.refused(refused.get(), seen.ingress().isPresent(), lastEpoch(repl, secret));
    }
    Long last = lastEpoch(repl, secret);
    long epoch = starts || last == null ? Epochs.next(last, clock.instant()) : last;
    Duration renewal = identities.ensure(repl, epoch, secret);
    Readiness runner = arrival.await(repl, seen.workload());
    Optional<String> answering =
        seen.workload().pod().filter(pod -> runner.ready()).map(pod -> pod.getMetadata().getName());
    Workload workload = seen.workload().answeredBy(answering);
    dependents.wake(repl, workload.isOccupied(), context);
    boolean exposed = expose(repl, workload, seen.ingress().isPresent(), context);
    return Step.awake(answering, exposed, epoch, trouble(runner), renewal);
  }

  private static Optional<Trouble> refused(Observation seen) {
    return SpecCheck.check(seen.repl().getSpec())
        .or(
            () ->
                seen.elder()
                    .map(
                        elder ->
                            new Trouble(
                                Reason.PROJECT_IN_USE,
                                "The older Repl "
                                    + elder.getMetadata().getName()
                                    + " has the project "
                                    + elder.getSpec().project()
                                    + "; delete one of the two.")));
  }

  /** An Ingress comes with a ready pod, and stays while that comes back by itself. */
  private boolean expose(Repl repl, Workload workload, boolean exposed, Context<Repl> context) {
    boolean hopeless = PodTrouble.of(workload).isPresent();
    if (workload.isOccupied() || (exposed && !hopeless)) {
      dependents.expose(repl, context);
      return true;
    }
    if (exposed) {
      dependents.hide(repl, context);
    }
    return false;
  }

  private static Optional<Trouble> trouble(Readiness runner) {
    return Optional.of(runner.problem())
        .filter(problem -> !problem.isEmpty())
        .map(problem -> new Trouble(Reason.SEED_FAILED, problem + " It is tried again."));
  }

  private static Long lastEpoch(Repl repl, Optional<Secret> secret) {
    return Stream.concat(
            secret.flatMap(IdentitySecret::epochOf).stream(),
            Optional.ofNullable(repl.getStatus()).map(ReplStatus::epoch).stream())
        .max(Long::compare)
        .orElse(null);
  }
}
