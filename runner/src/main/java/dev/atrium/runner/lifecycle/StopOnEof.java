package dev.atrium.runner.lifecycle;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends a child with its parent: a pipe on the standard input closes even when the parent was
 * killed, so nothing outlives the laptop's process. The stop is the same as on SIGTERM: {@code
 * Quarkus.asyncExit} would stop on another thread, and a signal that comes beside it would end the
 * process before that thread has saved everything.
 */
@ApplicationScoped
public class StopOnEof {

  private static final Logger LOG = Logger.getLogger(StopOnEof.class);

  private final boolean enabled;

  @Inject
  StopOnEof(@ConfigProperty(name = "atrium.stop-on-eof", defaultValue = "false") boolean enabled) {
    this.enabled = enabled;
  }

  void watch(@Observes StartupEvent started) {
    if (enabled) {
      Thread.ofPlatform().daemon().name("stop-on-eof").start(() -> stopAfter(System.in));
    }
  }

  private static void stopAfter(InputStream input) {
    byte[] ignored = new byte[256];
    try {
      while (input.read(ignored) >= 0) {
        continue;
      }
    } catch (IOException closed) {
      LOG.debug("The standard input broke.", closed);
    }
    LOG.info("The parent process is gone; stopping.");
    System.exit(0);
  }
}
