package dev.atrium.runner.sync;

import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps the plain objects below {@code files/} up to the log, on a thread of its own, so that the
 * projection of a large import holds no edit up. A run that fails is made up for by the next.
 */
final class ProjectionLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ProjectionLoop.class);

  private final Runnable owing;
  private Thread thread;
  private long wanted;
  private long started;
  private long done;

  /**
   * @param owing is run on the loop's thread when the log should note what was projected
   */
  ProjectionLoop(Runnable owing) {
    this.owing = owing;
  }

  /** The log grew: project it soon. */
  synchronized void wake(SavedLog log) {
    if (thread == null) {
      thread = Thread.ofVirtual().name("atrium-projection").start(() -> run(log));
    }
    wanted++;
    notifyAll();
  }

  /**
   * Waits until everything that was asked for so far is projected.
   *
   * @return whether it is
   */
  synchronized boolean await(Duration timeout) throws InterruptedException {
    long aim = wanted;
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toMillis(); done < aim && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return done >= aim;
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(SavedLog log) {
    while (true) {
      try {
        long aim = next();
        log.project();
        finished(aim);
        if (log.owesNote()) {
          owing.run();
        }
      } catch (StorageUnreachableException later) {
        LOG.debugf("The projection waits: %s", later.getMessage());
      } catch (InterruptedException | SupersededException over) {
        return;
      } catch (RuntimeException unexpected) {
        LOG.warn("The projection failed and is tried again with the next save.", unexpected);
      }
    }
  }

  private synchronized long next() throws InterruptedException {
    while (wanted == started) {
      wait();
    }
    started = wanted;
    return started;
  }

  private synchronized void finished(long aim) {
    done = aim;
    notifyAll();
  }
}
