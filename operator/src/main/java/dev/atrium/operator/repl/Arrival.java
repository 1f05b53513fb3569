package dev.atrium.operator.repl;

import dev.atrium.crd.Repl;
import dev.atrium.operator.flush.Readiness;
import dev.atrium.operator.flush.RunnerClient;
import dev.atrium.operator.status.Workload;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a runner that starts whether it is ready, again and again for a moment.
 *
 * <p>Its kubelet asks the same, but only once a second, and what it finds out is known here later
 * still: of a start that takes two seconds that would be one.
 */
@Singleton
class Arrival {

  /** So long a round may keep the next one of the same Repl waiting; the kubelet tells after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Readiness UNKNOWN = new Readiness(false, "");

  private final RunnerClient runner;
  private final Duration patience;

  @Inject
  Arrival(RunnerClient runner) {
    this(runner, PATIENCE);
  }

  /**
   * @param patience how long a runner is asked
   */
  Arrival(RunnerClient runner, Duration patience) {
    this.runner = runner;
    this.patience = patience;
  }

  /**
   * What the runner says once it is ready, or at the end of patience; at once where there is none
   * to ask, and where something is in its way.
   */
  Readiness await(Repl repl, Workload workload) {
    if (workload.isOccupied()) {
      return new Readiness(true, "");
    }
    if (!workload.isStaying() || !workload.isReachable()) {
      return UNKNOWN;
    }
    String address = workload.pod().orElseThrow().getStatus().getPodIP();
    long end = System.nanoTime() + patience.toNanos();
    Readiness now = ask(address, repl);
    while (!now.ready() && now.problem().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      now = ask(address, repl);
    }
    return now;
  }

  private Readiness ask(String address, Repl repl) {
    try {
      return runner.readiness(address, repl.getSpec().project());
    } catch (IOException notUpYet) {
      return UNKNOWN;
    }
  }
}
