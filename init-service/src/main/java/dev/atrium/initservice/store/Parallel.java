package dev.atrium.initservice.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many small requests at once, with a bound. */
public final class Parallel {

  private static final int AT_ONCE = 16;

  private Parallel() {}

  /**
   * Applies a blocking function to each item and returns the results in the items' order.
   *
   * @throws RuntimeException the first failure; the other items may or may not have been done
   */
  public static <T, R> List<R> map(Collection<T> items, Function<T, R> function) {
    try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Callable<R>> tasks =
          items.stream().<Callable<R>>map(item -> () -> function.apply(item)).toList();
      return pool.invokeAll(tasks).stream().map(Parallel::result).toList();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the object store worked.", interrupted);
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
