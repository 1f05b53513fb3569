package dev.atrium.standalone;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C or SIGTERM in the JVM's place.
 *
 * <p>Left to itself the JVM runs its shutdown hooks, and the one of Quarkus closes the HTTP server
 * before it tells anybody (tried with 3.31: init-service stops answering at once). Runners save
 * their last edits through that server, so it has to stand until they have. The JDK has no
 * supported way to be asked first; {@code sun.misc.Signal} is what everybody uses.
 */
final class StopSignal {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);

  /** From now on the signals end {@link #await}; a second one ends the JVM at once. */
  void take() {
    SIGNALS.forEach(name -> Signal.handle(new Signal(name), signal -> received()));
  }

  void await() throws InterruptedException {
    asked.await();
  }

  private void received() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(130);
    }
    asked.countDown();
  }
}
