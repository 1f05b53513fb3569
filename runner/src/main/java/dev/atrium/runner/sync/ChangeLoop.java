package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;

/**
 * The one thread that changes the project. Commits that wait while one is made durable form the
 * next group; other tasks run between groups, in the order in which they came.
 */
final class ChangeLoop implements AutoCloseable {

  /** The most that wait; beyond it callers are told to slow down. */
  private static final int MAX_WAITING = 4096;

  private static final int MAX_GROUP = 64;

  private final LinkedBlockingDeque<Work> queue = new LinkedBlockingDeque<>();
  private final Consumer<List<Commit>> commits;
  private final Thread thread;
  private volatile boolean closed;

  /** Takes what carries a group of commits out and completes each of them. */
  ChangeLoop(Consumer<List<Commit>> commits) {
    this.commits = commits;
    this.thread = Thread.ofPlatform().name("atrium-changes").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something to be done on this thread. */
  sealed interface Work {}

  /** A caller's batch; completed with its number. */
  record Commit(List<Change> changes, CompletableFuture<Long> result) implements Work {}

  private record Task(Runnable action) implements Work {}

  /**
   * Commits and waits.
   *
   * @throws ProblemException whatever the group's handler completes it with, {@code too-many}
   */
  long commit(List<Change> changes) {
    Commit commit = new Commit(List.copyOf(changes), new CompletableFuture<>());
    if (queue.size() >= MAX_WAITING) {
      throw ProblemType.TOO_MANY.thrown("Too many writes wait already; try again in a second.");
    }
    enqueue(commit);
    return join(commit.result());
  }

  /** Runs something on this thread and waits for its result. */
  <T> T call(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    enqueue(
        new Task(
            () -> {
              try {
                result.complete(action.call());
              } catch (Exception | Error failed) {
                result.completeExceptionally(failed);
              }
            }));
    return join(result);
  }

  /** Runs something on this thread, behind what waits; or never, if the thread ends before. */
  void later(Runnable action) {
    enqueueAnyway(new Task(action));
  }

  /** Ends the thread after what it is doing; what waits is refused. */
  @Override
  public void close() {
    closed = true;
    enqueueAnyway(new Task(() -> {}));
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    queue.forEach(ChangeLoop::refuse);
  }

  private void enqueue(Work work) {
    enqueueAnyway(work);
    if (closed && queue.remove(work)) {
      throw ProblemType.NOT_READY.thrown("This project stops; connect again in a moment.");
    }
  }

  private void enqueueAnyway(Work work) {
    queue.add(work);
  }

  private static void refuse(Work work) {
    if (work instanceof Commit commit) {
      commit
          .result()
          .completeExceptionally(
              ProblemType.NOT_READY.thrown("This project stops; connect again in a moment."));
    }
  }

  private void run() {
    while (!closed) {
      try {
        next();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void next() throws InterruptedException {
    Work first = queue.take();
    if (first instanceof Task task) {
      task.action().run();
      return;
    }
    List<Commit> group = new ArrayList<>();
    group.add((Commit) first);
    while (group.size() < MAX_GROUP && queue.peek() instanceof Commit) {
      group.add((Commit) queue.poll());
    }
    for (List<Commit> independent : Independence.split(group)) {
      try {
        commits.accept(independent);
      } catch (RuntimeException | Error failed) {
        independent.forEach(commit -> commit.result().completeExceptionally(failed));
      }
    }
  }

  private static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof ProblemException problem) {
        Problem detail = problem.problem();
        throw detail.field() == null
            ? problem.type().thrown(detail.detail(), problem)
            : problem.type().thrownFor(detail.field(), detail.detail());
      }
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw failed;
    }
  }
}
