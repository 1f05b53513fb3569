package dev.atrium.standalone.engine;

import dev.atrium.hub.engine.ReplAddress;
import java.io.IOException;
import java.time.Instant;

/** Where a supervisor gets its runners and the time from. */
interface RunnerSource {

  /** Starts a runner; it is not ready yet. */
  Runner launch(String id, ReplDirectory directory) throws IOException;

  /** Whether it is ready now. */
  ReadyProbe.Readiness ask(ReplAddress runner) throws InterruptedException;

  Instant now();
}
