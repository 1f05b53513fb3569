package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * What a Repl's objects are made from.
 *
 * @param repl whose objects they are
 * @param awake whether there shall be a pod
 * @param occupied whether somebody may work in the pod that is there, so that its template has to
 *     stay as it is
 */
public record ReplPlan(Repl repl, boolean awake, boolean occupied) {

  private static final String KEY = ReplPlan.class.getName();

  /** Hands the plan to the dependents that are reconciled next with this context. */
  public void shareWith(Context<Repl> context) {
    context.managedWorkflowAndDependentResourceContext().put(KEY, this);
  }

  static ReplPlan of(Context<Repl> context) {
    return context.managedWorkflowAndDependentResourceContext().getMandatory(KEY, ReplPlan.class);
  }
}
