package dev.atrium.standalone.engine;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.engine.ReplState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with real processes: shells in the place of runners. */
class SupervisorIT {

  private static final String OBEDIENT = "trap 'exit 0' TERM; while :; do sleep 0.05; done";
  private static final String DEAF = "trap '' TERM; while :; do sleep 0.05; done";
  private static final String CRASHING = "echo out of luck; exit 3";

  @TempDir Path directory;

  private final List<ReplState> states = new CopyOnWriteArrayList<>();
  private final Shells shells = new Shells();
  private Supervisor supervisor;

  @BeforeEach
  void create() {
    supervisor =
        new Supervisor(
            "abcdefgh",
            new ReplDirectory(directory),
            shells,
            Duration.ofMillis(300),
            status -> states.add(status.state()));
  }

  @AfterEach
  void stop() throws Exception {
    await(supervisor.suspend(true));
  }

  @Test
  void startsOnceAndSuspends() throws Exception {
    supervisor.start();
    supervisor.start();
    awaitState(ReplState.RUNNING);
    assertThat(supervisor.address()).isPresent();

    await(supervisor.suspend(true));

    assertThat(shells.launched).hasValue(1);
    assertThat(shells.last.process().isAlive()).isFalse();
    assertThat(supervisor.address()).isEmpty();
    assertThat(states)
        .containsExactly(
            ReplState.STARTING, ReplState.RUNNING, ReplState.SUSPENDING, ReplState.SUSPENDED);
  }

  @Test
  void whatIsPreparedLetsNobodyInBeforeItsStart() throws Exception {
    supervisor.prepare();
    await().until(() -> shells.asked.get() > 2);
    assertThat(supervisor.address()).isEmpty();
    assertThat(new ReplDirectory(directory).isWanted()).isFalse();
    assertThat(states).containsExactly(ReplState.STARTING);

    supervisor.start();

    awaitState(ReplState.RUNNING);
    assertThat(shells.launched).hasValue(1);
    assertThat(new ReplDirectory(directory).isWanted()).isTrue();
  }

  @Test
  void aRunnerThatAnswersIsOpenBeforeItsFilesAreThere() {
    shells.seeding = true;
    supervisor.start();

    await().until(() -> supervisor.status().open());
    assertThat(supervisor.status().state()).isEqualTo(ReplState.STARTING);
    assertThat(supervisor.address()).isPresent();

    shells.seeding = false;

    awaitState(ReplState.RUNNING);
    assertThat(states).containsExactly(ReplState.STARTING, ReplState.STARTING, ReplState.RUNNING);
  }

  @Test
  void aKilledRunnerIsReplaced() {
    supervisor.start();
    awaitState(ReplState.RUNNING);

    shells.last.process().destroyForcibly();

    await().until(() -> shells.launched.get() == 2);
    awaitState(ReplState.RUNNING);
  }

  @Test
  void aRunnerThatEndsAgainAndAgainIsGivenUpWithItsLastWords() {
    shells.script = CRASHING;

    supervisor.start();

    awaitState(ReplState.FAILED);
    assertThat(shells.launched).hasValue(RestartPolicy.MAX_CRASHES);
    assertThat(supervisor.status().problem().detail()).contains("out of luck");
  }

  @Test
  void afterAFailureAPersonMayTryAgain() {
    shells.script = CRASHING;
    supervisor.start();
    awaitState(ReplState.FAILED);
    shells.script = OBEDIENT;

    await()
        .untilAsserted(
            () -> {
              supervisor.start();
              assertThat(supervisor.status().state()).isEqualTo(ReplState.RUNNING);
            });
  }

  @Test
  void aRunnerThatDoesNotStopIsKilled() throws Exception {
    shells.script = DEAF;
    supervisor.start();
    awaitState(ReplState.RUNNING);

    await(supervisor.suspend(true));

    assertThat(shells.last.process().isAlive()).isFalse();
  }

  @Test
  void aWishToRunWhileItStopsIsKept() {
    supervisor.start();
    awaitState(ReplState.RUNNING);

    supervisor.suspend(true);
    supervisor.start();

    await().until(() -> shells.launched.get() == 2);
    awaitState(ReplState.RUNNING);
  }

  @Test
  void onlyASuspendedReplStaysAsleepAfterAKill() throws Exception {
    supervisor.start();
    assertThat(new ReplDirectory(directory).isWanted()).isTrue();

    await(supervisor.suspend(true));

    assertThat(new ReplDirectory(directory).isWanted()).isFalse();
  }

  private void awaitState(ReplState state) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> supervisor.status().state() == state);
  }

  /**
   * Runners that are shell scripts: real processes, ready as soon as they live, unless told
   * otherwise. They say nothing of health checks or of a runner's own way to stop.
   */
  private static final class Shells implements RunnerSource {

    final AtomicInteger launched = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    volatile String script = OBEDIENT;
    volatile boolean seeding;
    volatile Runner last;

    @Override
    public Runner launch(String id, ReplDirectory directory) throws IOException {
      var process = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
      var log = new RunnerLog(directory.log());
      Thread.ofPlatform().daemon().start(() -> log.copy(process.getInputStream()));
      launched.incrementAndGet();
      last = new Runner(process, new ReplAddress("127.0.0.1", 1), launched.get(), log);
      return last;
    }

    @Override
    public ReadyProbe.Readiness ask(ReplAddress runner) {
      asked.incrementAndGet();
      boolean answers = !script.equals(CRASHING);
      return new ReadyProbe.Readiness(answers, answers && !seeding, null);
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
