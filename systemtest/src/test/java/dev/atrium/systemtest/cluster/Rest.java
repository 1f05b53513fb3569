package dev.atrium.systemtest.cluster;

import dev.atrium.testing.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A cluster in which nothing moves any more. */
final class Rest {

  private static final int SECONDS = 5;

  private Rest() {}

  /**
   * Asks until the answer has been the same for five seconds.
   *
   * @param begun whether an answer counts; before that nothing may have begun to move
   * @return that answer
   */
  static <T> T await(Supplier<T> question, Predicate<T> begun) {
    var last = new AtomicReference<T>();
    var rested = new AtomicInteger();
    Patience.await()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              T now = question.get();
              boolean same = now.equals(last.getAndSet(now)) && begun.test(now);
              return rested.updateAndGet(seconds -> same ? seconds + 1 : 0) >= SECONDS;
            });
    return last.get();
  }
}
