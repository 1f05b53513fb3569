package dev.atrium.testing;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must happen. A machine that does ten things at once may take many
 * seconds for anything, so there is one bound for all waits, and none of them says how quick
 * something is. Only a test that fails waits so long.
 */
public final class Patience {

  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private Patience() {}

  /** Awaitility with {@link #PATIENCE}. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE);
  }

  /**
   * Waits for a result.
   *
   * @throws IllegalStateException if it fails, with the cause, or if it does not come
   */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("Nothing came within " + PATIENCE, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits until a latch is open. */
  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The latch stayed closed for " + PATIENCE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits for the next element; null if none comes. */
  public static <T> T poll(BlockingQueue<T> queue) throws InterruptedException {
    return queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
