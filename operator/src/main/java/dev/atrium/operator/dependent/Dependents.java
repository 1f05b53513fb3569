package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceUtils;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** A Repl's objects, in the order in which they need each other. */
@Singleton
public class Dependents {

  private final ServiceAccountDependent account;
  private final NetworkPolicyDependent network;
  private final VolumeDependent volume;
  private final ServiceDependent service;
  private final DeploymentDependent deployment;
  private final IngressDependent ingress;

  Dependents(
      ServiceAccountDependent account,
      NetworkPolicyDependent network,
      VolumeDependent volume,
      ServiceDependent service,
      DeploymentDependent deployment,
      IngressDependent ingress) {
    this.account = account;
    this.network = network;
    this.volume = volume;
    this.service = service;
    this.deployment = deployment;
    this.ingress = ingress;
  }

  /** What is watched: everything that is made here, and the pods that come of it. */
  public List<EventSource<?, Repl>> eventSources(EventSourceContext<Repl> context) {
    var sources =
        new ArrayList<>(
            EventSourceUtils.dependentEventSources(
                context, account, network, volume, service, deployment, ingress));
    sources.add(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, Repl.class)
                .withNamespacesInheritedFromController()
                .withLabelSelector(Labels.SELECTOR)
                .withSecondaryToPrimaryMapper(Labels::replOf)
                .build(),
            context));
    return sources;
  }

  /** Has a pod come up with everything that it needs. What is as it shall be is not written. */
  public void wake(Repl repl, boolean occupied, Context<Repl> context) {
    new ReplPlan(repl, true, occupied).shareWith(context);
    account.reconcile(repl, context);
    network.reconcile(repl, context);
    if (Storage.isPersistent(repl)) {
      volume.reconcile(repl, context);
    }
    service.reconcile(repl, context);
    deployment.reconcile(repl, context);
  }

  /** Lets the pod go; the Deployment stays. */
  public void scaleDown(Repl repl, Context<Repl> context) {
    new ReplPlan(repl, false, false).shareWith(context);
    deployment.reconcile(repl, context);
  }

  /** Leads both hosts to the pod. */
  public void expose(Repl repl, Context<Repl> context) {
    new ReplPlan(repl, true, true).shareWith(context);
    ingress.reconcile(repl, context);
  }

  /** Lets both hosts fall to the hub. */
  public void hide(Repl repl, Context<Repl> context) {
    new ReplPlan(repl, false, false).shareWith(context);
    ingress.delete(repl, context);
  }

  /** Removes what the Repls of a namespace share, when the last of them goes. */
  public void removeShared(Repl last, Context<Repl> context) {
    new ReplPlan(last, false, false).shareWith(context);
    account.delete(last, context);
    network.delete(last, context);
  }

  /** Whether the pods of a Deployment are as the Repl's spec wants them. */
  public boolean isCurrent(Deployment actual, Repl repl) {
    return deployment.isCurrent(actual, repl);
  }
}
