package dev.atrium.operator.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.Repl;
import dev.atrium.operator.flush.Readiness;
import dev.atrium.operator.status.Workload;
import dev.atrium.operator.testing.FakeRunner;
import dev.atrium.operator.testing.FakeRunner.Answer;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.Workloads;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How a runner that starts is waited for, against a server that is as slow as the test wants. It
 * cannot prove that a runner which says that it is ready can be reached through an ingress; {@code
 * ReplByKubectlST} does.
 */
class ArrivalMockTest {

  private static final Repl REPL = Repls.node().build();
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Much less often than in a patience that is used up, however slow the machine is. */
  private static final int FEW = 10;

  private FakeRunner runner;

  @BeforeEach
  void startServer() throws IOException {
    runner = new FakeRunner();
  }

  @AfterEach
  void stopServer() {
    runner.close();
  }

  @Test
  void aRunnerThatGetsReadyMeanwhileIsReady() {
    answer(3, "{}");

    assertThat(await(Workloads.starting(), LONG)).isEqualTo(new Readiness(true, ""));
    assertThat(runner.asked()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void whatIsInTheWayIsToldAtOnce() {
    answer(
        Integer.MAX_VALUE,
        "{\"checks\":[{\"name\":\"seeded\",\"data\":{\"problem\":\"S3 is away.\"}}]}");

    assertThat(await(Workloads.starting(), LONG)).isEqualTo(new Readiness(false, "S3 is away."));
    assertThat(runner.asked()).hasSizeLessThan(FEW);
  }

  @Test
  void patienceHasAnEnd() {
    answer(Integer.MAX_VALUE, "{}");

    assertThat(await(Workloads.starting(), SHORT)).isEqualTo(new Readiness(false, ""));
    assertThat(runner.asked()).isNotEmpty();
  }

  @Test
  void aRunnerThatDoesNotListenYetIsNotReady() {
    runner.stop();

    assertThat(await(Workloads.starting(), SHORT).ready()).isFalse();
  }

  @Test
  void whatItsKubeletKnowsIsNotAskedAgain() {
    answer(1, "{}");

    assertThat(await(Workloads.ready(), LONG).ready()).isTrue();
    assertThat(await(Workloads.withoutPod(), LONG).ready()).isFalse();
    assertThat(runner.asked()).isEmpty();
  }

  private Readiness await(Workload workload, Duration patience) {
    return new Arrival(runner.client(), patience).await(REPL, workload);
  }

  /** Answers that it is ready from a request on, and before that as it is told. */
  private void answer(int readyFrom, String before) {
    runner.answer(
        "/q/health/ready",
        number -> number >= readyFrom ? new Answer(200, "{}") : new Answer(503, before));
  }
}
