package dev.atrium.operator.repl;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.dependent.IdentitySecret;
import dev.atrium.operator.flush.RunnerClient;
import dev.atrium.operator.identity.Epochs;
import dev.atrium.operator.identity.Identities;
import dev.atrium.operator.project.ProjectBinding;
import dev.atrium.operator.status.PodTrouble;
import dev.atrium.operator.status.Trouble;
import dev.atrium.operator.status.Workload;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.io.IOException;
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
  private final RunnerClient runner;
  private final Clock clock;

  Waking(
      Dependents dependents,
      Identities identities,
      ProjectBinding projects,
      RunnerClient runner,
      Clock clock) {
    this.dependents = dependents;
    this.identities = identities;
    this.projects = projects;
    this.runner = runner;
    this.clock = clock;
  }

  Step step(Observation seen, Context<Repl> context) {
    Repl repl = seen.repl();
    Workload workload = seen.workload();
    Optional<Secret> secret = identities.find(repl);
    boolean starts = !workload.isScaledUp();
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
    dependents.wake(repl, workload.isOccupied(), context);
    boolean exposed = expose(seen, context);
    return Step.awake(exposed, epoch, seedTrouble(repl, workload), renewal);
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
  private boolean expose(Observation seen, Context<Repl> context) {
    boolean ready = seen.workload().isOccupied();
    boolean hopeless = PodTrouble.of(seen.workload()).isPresent();
    if (ready || (seen.ingress().isPresent() && !hopeless)) {
      dependents.expose(seen.repl(), context);
      return true;
    }
    if (seen.ingress().isPresent()) {
      dependents.hide(seen.repl(), context);
    }
    return false;
  }

  private Optional<Trouble> seedTrouble(Repl repl, Workload workload) {
    if (workload.isOccupied() || !workload.isReachable()) {
      return Optional.empty();
    }
    String address = workload.pod().orElseThrow().getStatus().getPodIP();
    try {
      String problem = runner.seedProblem(address, repl.getSpec().project());
      return problem.isEmpty()
          ? Optional.empty()
          : Optional.of(new Trouble(Reason.SEED_FAILED, problem + " It is tried again."));
    } catch (IOException notUpYet) {
      return Optional.empty();
    }
  }

  private static Long lastEpoch(Repl repl, Optional<Secret> secret) {
    return Stream.concat(
            secret.flatMap(IdentitySecret::epochOf).stream(),
            Optional.ofNullable(repl.getStatus()).map(ReplStatus::epoch).stream())
        .max(Long::compare)
        .orElse(null);
  }
}
