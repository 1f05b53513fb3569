package dev.atrium.operator.status;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** Writes a Repl's status so that the next round already knows it. */
public interface StatusWriter {

  void write(Repl repl, ReplStatus status, Context<Repl> context);

  /** A Repl that has a status and nothing else of its own. */
  static Repl onlyStatus(Repl repl, ReplStatus status) {
    var fresh = new Repl();
    fresh.getMetadata().setName(repl.getMetadata().getName());
    fresh.getMetadata().setNamespace(repl.getMetadata().getNamespace());
    fresh.setStatus(status);
    return fresh;
  }
}
