package dev.atrium.operator.repl;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.dependent.Dependents;
import dev.atrium.operator.dependent.Labels;
import dev.atrium.operator.status.Trouble;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what stands in the cluster to what a Repl's spec says: observe, then act, then tell, all
 * of it every time. It keeps nothing in memory, so any of these may be the last before a crash.
 */
@Singleton
@ControllerConfiguration(
    name = ReplReconciler.NAME,
    finalizerName = Repl.FINALIZER,
    fieldManager = Labels.OPERATOR)
@GradualRetry(
    maxAttempts = Integer.MAX_VALUE,
    initialInterval = 1_000,
    intervalMultiplier = 2,
    maxInterval = 60_000)
public class ReplReconciler implements Reconciler<Repl>, Cleaner<Repl> {

  public static final String NAME = "repl";

  /** So many failures in a row are no accident. */
  private static final int TOLD_AFTER = 2;

  private final Dependents dependents;
  private final Waking waking;
  private final Sleeping sleeping;
  private final Leaving leaving;
  private final Telling telling;
  private final Clock clock;

  ReplReconciler(
      Dependents dependents,
      Waking waking,
      Sleeping sleeping,
      Leaving leaving,
      Telling telling,
      Clock clock) {
    this.dependents = dependents;
    this.waking = waking;
    this.sleeping = sleeping;
    this.leaving = leaving;
    this.telling = telling;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Repl>> prepareEventSources(EventSourceContext<Repl> context) {
    context.getPrimaryCache().addIndexers(Map.of(Peers.BY_PROJECT, Peers::projectOf));
    return dependents.eventSources(context);
  }

  @Override
  public UpdateControl<Repl> reconcile(Repl repl, Context<Repl> context) {
    Observation seen = Observation.of(repl, context);
    Step step = seen.wantsToRun() ? waking.step(seen, context) : sleeping.step(seen, context);
    ReplStatus status = telling.tell(Observation.of(repl, context), step, context);
    var control = UpdateControl.<Repl>noUpdate();
    Pace.next(status, step.renewal(), clock.instant()).ifPresent(control::rescheduleAfter);
    return control;
  }

  @Override
  public DeleteControl cleanup(Repl repl, Context<Repl> context) {
    return leaving.step(Observation.of(repl, context), context);
  }

  /**
   * What the API server refuses again and again is told where people look. The first time it may be
   * no more than a cache that lags behind.
   */
  @Override
  public ErrorStatusUpdateControl<Repl> updateErrorStatus(
      Repl repl, Context<Repl> context, Exception failure) {
    boolean again =
        context.getRetryInfo().filter(each -> each.getAttemptCount() >= TOLD_AFTER).isPresent();
    if (again && rootOf(failure) instanceof KubernetesClientException refused) {
      Observation seen = Observation.of(repl, context);
      var trouble = new Trouble(Reason.APPLY_FAILED, refused.getMessage());
      var epoch = Optional.ofNullable(repl.getStatus()).map(ReplStatus::epoch).orElse(null);
      telling.tell(seen, Step.refused(trouble, seen.ingress().isPresent(), epoch), context);
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  private static Throwable rootOf(Throwable failure) {
    return Optional.ofNullable(failure.getCause()).map(ReplReconciler::rootOf).orElse(failure);
  }
}
