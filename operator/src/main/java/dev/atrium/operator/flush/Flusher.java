package dev.atrium.operator.flush;

import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.crd.Repl;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.flush.Flush.Outcome;
import dev.atrium.operator.status.Workload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;

/** Has a Repl's runner bring everything to S3, once, within the configured time. */
@Singleton
public class Flusher {

  private final RunnerClient runner;
  private final Duration timeout;

  Flusher(RunnerClient runner, OperatorConfig config) {
    this.runner = runner;
    this.timeout = config.flushTimeout();
  }

  /** Tries it and says what came of it; never throws for a runner's sake. */
  public Flush flush(Repl repl, Workload workload) {
    if (!workload.isReachable()) {
      return new Flush(Outcome.NO_RUNNER, "No runner was up; S3 has what the last one had saved.");
    }
    String address = workload.pod().orElseThrow().getStatus().getPodIP();
    try {
      return told(runner.flush(address, repl.getSpec().project(), timeout));
    } catch (IOException failure) {
      return new Flush(Outcome.NOT_SAVED, failure.getMessage());
    }
  }

  static Flush told(FlushOutcome told) {
    if (told.complete()) {
      return new Flush(Outcome.SAVED, "S3 has everything that was edited.");
    }
    String why = told.problem() == null ? "It took too long." : told.problem().detail();
    return new Flush(
        Outcome.NOT_SAVED,
        "%d of %d edits are in S3. %s".formatted(told.saved(), told.acknowledged(), why));
  }
}
