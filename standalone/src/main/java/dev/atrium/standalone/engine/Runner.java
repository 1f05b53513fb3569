package dev.atrium.standalone.engine;

import dev.atrium.hub.engine.ReplAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A running runner process. Its standard input stays open as long as this process lives; at its end
 * the runner stops by itself.
 *
 * @param epoch the epoch it took its project over with
 */
record Runner(Process process, ReplAddress address, long epoch, RunnerLog log) {

  /**
   * Asks it to flush and stop, and kills it after {@code limit}; blocks until it has ended. {@link
   * Process#destroy} would close its pipes and cut off its last words.
   */
  void stop(Duration limit) throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /** Lets go of its pipes after its end. */
  void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyClosed) {
      // The pipe of an ended process; there is nothing left to lose in it.
    }
  }
}
