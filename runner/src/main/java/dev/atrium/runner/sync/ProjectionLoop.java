package dev.atrium.runner.sync;

import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Keeps the plain objects below {@code files/} up to the log, on a thread of its own, so that the
 * projection of a large import holds no edit up. A run that fails is made up for by the next.
 */
final class ProjectionLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ProjectionLoop.class);

  private final Semaphore work = new Semaphore(0);
  private Thread thread;

  /** The log grew: project it soon. */
  void wake(SavedLog log) {
    if (thread == null) {
      thread = Thread.ofVirtual().name("atrium-projection").start(() -> run(log));
    }
    work.release();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(SavedLog log) {
    while (true) {
      try {
        work.acquire();
        work.drainPermits();
        log.project();
      } catch (StorageUnreachableException later) {
        LOG.debugf("The projection waits: %s", later.getMessage());
      } catch (InterruptedException | SupersededException over) {
        return;
      } catch (RuntimeException unexpected) {
        LOG.warn("The projection failed and is tried again with the next save.", unexpected);
      }
    }
  }
}
