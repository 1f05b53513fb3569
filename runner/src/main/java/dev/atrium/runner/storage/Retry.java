package dev.atrium.runner.storage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again what failed for a reason that may pass, a bounded number of times, with pauses that
 * double and are jittered so that runners do not come back in step. Thread-safe.
 *
 * @param attempts how often in all; 1 and up
 * @param first the longest first pause
 * @param longest the bound of every pause
 */
record Retry(int attempts, Duration first, Duration longest, Pause pause) {

  /** For requests to S3 and init-service: gives up after about three seconds of pauses. */
  static final Retry DEFAULT =
      new Retry(5, Duration.ofMillis(100), Duration.ofSeconds(2), Thread::sleep);

  /** How to wait; a test's does not. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** One attempt; a {@link TransientException} asks for another. */
  @FunctionalInterface
  interface Attempt<T, E extends Exception> {
    T run() throws TransientException, SupersededException, StorageUnreachableException, E;
  }

  <T, E extends Exception> T call(Attempt<T, E> attempt)
      throws StorageUnreachableException, SupersededException, E {
    for (int done = 1; ; done++) {
      try {
        return attempt.run();
      } catch (TransientException failure) {
        boolean worthwhile = done < Math.min(attempts, failure.attempts());
        if (!worthwhile || Thread.currentThread().isInterrupted()) {
          throw new StorageUnreachableException(failure.getMessage(), null);
        }
        waitAfter(done);
      }
    }
  }

  private void waitAfter(int done) throws StorageUnreachableException {
    try {
      pause.sleep(pauseAfter(done, ThreadLocalRandom.current().nextDouble()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StorageUnreachableException("Interrupted while waiting for the store.", null);
    }
  }

  /** The pause after so many failed attempts; {@code jitter} is in [0, 1). */
  Duration pauseAfter(int done, double jitter) {
    long bound =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(done - 1, Integer.SIZE - 2));
    return Duration.ofMillis(bound / 2 + (long) (jitter * bound / 2));
  }
}
