package dev.atrium.runner.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Does many blocking things, a bounded number at a time, on virtual threads. */
final class Parallel {

  @FunctionalInterface
  interface Task<T> {
    void run(T item) throws StorageUnreachableException, SupersededException, IOException;
  }

  private Parallel() {}

  /**
   * Runs the task for every item, in order of starting, {@code width} at once. The first failure
   * stops the others and is thrown when all have stopped.
   */
  static <T> void forEach(Iterable<T> items, int width, Task<T> task)
      throws StorageUnreachableException, SupersededException, IOException {
    Iterator<T> queue = items.iterator();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>(width);
    Runnable work = () -> drain(queue, task, failure, workers);
    for (int i = 0; i < width; i++) {
      workers.add(Thread.ofVirtual().name("storage-", i).unstarted(work));
    }
    workers.forEach(Thread::start);
    join(workers);
    rethrow(failure.get());
  }

  private static <T> void drain(
      Iterator<T> queue, Task<T> task, AtomicReference<Throwable> failure, List<Thread> workers) {
    try {
      for (T item = next(queue); item != null && failure.get() == null; item = next(queue)) {
        task.run(item);
      }
    } catch (Throwable thrown) {
      if (failure.compareAndSet(null, thrown)) {
        workers.forEach(Thread::interrupt);
      }
    }
  }

  private static <T> T next(Iterator<T> queue) {
    synchronized (queue) {
      return queue.hasNext() ? queue.next() : null;
    }
  }

  private static void join(List<Thread> workers) throws StorageUnreachableException {
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException stopped) {
          interrupted = true;
          workers.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageUnreachableException("Interrupted while waiting for transfers.", null);
    }
  }

  private static void rethrow(Throwable failure)
      throws StorageUnreachableException, SupersededException, IOException {
    switch (failure) {
      case null -> {}
      case StorageUnreachableException unreachable -> throw unreachable;
      case SupersededException superseded -> throw superseded;
      case IOException local -> throw local;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }
}
