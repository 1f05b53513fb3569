package dev.atrium.standalone.engine;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.engine.ReplStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps one Repl in the state that people want: one virtual thread starts its runner, waits for it
 * and starts it again when it ends on its own. Thread-safe.
 */
final class Supervisor {

  private static final Logger LOG = Logger.getLogger(Supervisor.class);

  /** How often a runner that does not answer yet is asked: somebody waits for it. */
  private static final Duration FIRST_POLL = Duration.ofMillis(10);

  private static final Duration POLL = Duration.ofMillis(40);

  private final String id;
  private final ReplDirectory directory;
  private final RunnerSource source;
  private final Duration stopTimeout;
  private final Consumer<ReplStatus> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private RestartPolicy restarts = new RestartPolicy();
  private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);
  private boolean wanted;
  private boolean released;
  private Runner runner;
  private volatile ReplStatus status;
  private volatile ReplAddress address;

  Supervisor(
      String id,
      ReplDirectory directory,
      RunnerSource source,
      Duration stopTimeout,
      Consumer<ReplStatus> listener) {
    this.id = id;
    this.directory = directory;
    this.source = source;
    this.stopTimeout = stopTimeout;
    this.listener = listener;
    this.status = ReplStatus.of(id, ReplState.SUSPENDED);
  }

  ReplStatus status() {
    return status;
  }

  Optional<ReplAddress> address() {
    return Optional.ofNullable(address);
  }

  /** Starts its runner, but lets nobody in before {@link #start}. */
  void prepare() {
    wake(false);
  }

  /** Wakes it, unless it is awake or waking. */
  void start() {
    wake(true);
  }

  private void wake(boolean release) {
    lock.lock();
    try {
      if (release && !released) {
        released = true;
        remember(true);
        changed.signalAll();
      }
      if (wanted) {
        return;
      }
      wanted = true;
      restarts = new RestartPolicy();
      if (stopped.isDone()) {
        stopped = new CompletableFuture<>();
        publish(ReplStatus.of(id, ReplState.STARTING));
        Thread.ofVirtual().name("repl-" + id).start(this::supervise);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets it flush and stop.
   *
   * @param forget whether it should stay asleep when Atrium starts again
   * @return completes when it has stopped
   */
  CompletableFuture<Void> suspend(boolean forget) {
    lock.lock();
    try {
      wanted = false;
      released = false;
      remember(!forget && directory.isWanted());
      changed.signalAll();
      if (!stopped.isDone() && runner != null && status.state() != ReplState.SUSPENDING) {
        publish(ReplStatus.of(id, ReplState.SUSPENDING));
        Thread.ofVirtual().name("stop-" + id).start(() -> stop(runner));
      }
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a running runner a fresh identity. */
  void refreshIdentity(RunnerLauncher launcher) throws IOException {
    lock.lock();
    try {
      if (runner != null) {
        launcher.writeIdentity(id, directory, runner.epoch());
      }
    } finally {
      lock.unlock();
    }
  }

  private void supervise() {
    try {
      while (launch()) {
        awaitReady();
        runner.process().waitFor();
        runner.log().awaitEnd();
        if (!ended()) {
          return;
        }
      }
      publish(ReplStatus.of(id, ReplState.SUSPENDED));
    } catch (IOException | RuntimeException failure) {
      LOG.errorf(failure, "Repl %s could not be started", id);
      fail("It could not be started: " + failure.getMessage());
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
    } finally {
      finish();
    }
  }

  /** Starts a runner if one is wanted. */
  private boolean launch() throws IOException {
    lock.lock();
    try {
      if (wanted) {
        publish(ReplStatus.of(id, ReplState.STARTING));
        runner = source.launch(id, directory);
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  private void awaitReady() throws InterruptedException {
    while (runner.process().isAlive()) {
      var readiness = source.ask(runner.address());
      lock.lock();
      try {
        if (!wanted || status.state() == ReplState.SUSPENDING) {
          return;
        }
        if (readiness.answers() && released && letIn(readiness)) {
          return;
        }
        var pause = readiness.answers() ? POLL : FIRST_POLL;
        changed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        lock.unlock();
      }
    }
  }

  /** People go to a runner that answers; true once its files are there as well. */
  private boolean letIn(ReadyProbe.Readiness readiness) {
    address = runner.address();
    publish(
        readiness.ready()
            ? ReplStatus.of(id, ReplState.RUNNING)
            : ReplStatus.seeding(id, readiness.progress()));
    return readiness.ready();
  }

  /** What follows an ended runner; false if it is given up. */
  private boolean ended() throws InterruptedException {
    lock.lock();
    try {
      address = null;
      runner.release();
      boolean asked = status.state() == ReplState.SUSPENDING || !wanted;
      var last = runner;
      runner = null;
      if (asked) {
        return true;
      }
      int code = last.process().exitValue();
      LOG.warnf("The runner of %s ended with code %d: %s", id, code, last.log().lastLine());
      var delay = restarts.afterCrash(source.now());
      if (delay.isEmpty()) {
        fail("It ended again and again, lastly with: " + last.log().lastLine());
        return false;
      }
      publish(ReplStatus.of(id, ReplState.STARTING));
      changed.await(delay.get().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void stop(Runner running) {
    try {
      running.stop(stopTimeout);
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(String detail) {
    lock.lock();
    try {
      wanted = false;
      released = false;
      remember(false);
      publish(
          ReplStatus.failed(
              id, ProblemType.INTERNAL.with(detail + " Its log is " + directory.log() + ".")));
    } finally {
      lock.unlock();
    }
  }

  private void finish() {
    lock.lock();
    try {
      stopped.complete(null);
      if (wanted) {
        wanted = false;
        wake(released);
      }
    } finally {
      lock.unlock();
    }
  }

  private void remember(boolean run) {
    try {
      directory.setWanted(run);
    } catch (IOException failure) {
      LOG.warnf("Whether %s should run could not be noted: %s", id, failure.getMessage());
    }
  }

  private void publish(ReplStatus next) {
    if (!next.equals(status)) {
      status = next;
      listener.accept(next);
    }
  }
}
