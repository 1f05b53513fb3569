package dev.atrium.operator.repl;

import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Repl;
import dev.atrium.operator.status.Workload;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/**
 * What stands in the cluster for one Repl, from the informers' caches. Observing takes no action.
 *
 * @param repl the Repl itself
 * @param workload its Deployment and pod
 * @param ingress what leads to it
 * @param volume a Persistent Repl's claim
 * @param elder the Repl that has the project by the right of age, if this one has not
 */
record Observation(
    Repl repl,
    Workload workload,
    Optional<Ingress> ingress,
    Optional<PersistentVolumeClaim> volume,
    Optional<Repl> elder) {

  static Observation of(Repl repl, Context<Repl> context) {
    return new Observation(
        repl,
        new Workload(
            context.getSecondaryResource(Deployment.class),
            context.getSecondaryResources(Pod.class)),
        context.getSecondaryResource(Ingress.class),
        context.getSecondaryResource(PersistentVolumeClaim.class),
        Peers.elder(repl, context.getPrimaryCache()));
  }

  boolean wantsToRun() {
    return repl.getSpec().operatingMode() != OperatingMode.SUSPENDED;
  }
}
