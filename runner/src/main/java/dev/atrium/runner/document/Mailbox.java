package dev.atrium.runner.document;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Runs tasks one after the other, in order, mostly on threads of another executor. Thread-safe. */
final class Mailbox implements Executor {

  /** So many tasks run before others get the thread. */
  private static final int AT_ONCE = 256;

  private static final Logger LOG = Logger.getLogger(Mailbox.class);

  private final Executor threads;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  Mailbox(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::run);
  }

  /**
   * The same on the caller's own thread if nothing else is under way: for what is over sooner than
   * another thread is woken.
   */
  void executeHere(Runnable task) {
    synchronized (tasks) {
      if (running) {
        tasks.add(task);
        return;
      }
      running = true;
    }
    perform(task);
    synchronized (tasks) {
      running = !tasks.isEmpty();
      if (!running) {
        return;
      }
    }
    threads.execute(this::run);
  }

  private void run() {
    for (int i = 0; i < AT_ONCE; i++) {
      Runnable task;
      synchronized (tasks) {
        task = tasks.poll();
        running = task != null;
      }
      if (task == null) {
        return;
      }
      perform(task);
    }
    threads.execute(this::run);
  }

  private static void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failed) {
      // Whatever one task met, the document's other tasks are still to be done.
      LOG.error("A task of a document failed.", failed);
    }
  }
}
