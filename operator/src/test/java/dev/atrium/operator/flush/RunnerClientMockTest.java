package dev.atrium.operator.flush;

import static dev.atrium.operator.testing.FakeRunner.ADDRESS;
import static dev.atrium.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.token.Audience;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.operator.testing.FakeRunner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How a runner is asked, against a server that answers as a runner does, late, or otherwise. It
 * cannot prove that a runner flushes; {@code ReplByKubectlST} does.
 */
class RunnerClientMockTest {

  private static final String PROJECT = "hellonode";

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
  void asksUnderTheIdesHostWithATokenForThisProject() throws IOException {
    runner.answer("/api/flush", 200, "{\"complete\":true,\"acknowledged\":3,\"saved\":3}");

    assertThat(runner.client().flush(ADDRESS, PROJECT, PATIENCE).complete()).isTrue();
    assertThat(runner.asked().getFirst().get("Host"))
        .containsExactly("hellonode.ide.localhost:18080");
    String token =
        runner.asked().getFirst().get("Authorization").getFirst().substring("Bearer ".length());
    var claims =
        new TokenVerifier(runner.signer().jwks(), Audience.repl(PROJECT), Clock.systemUTC())
            .verify(token);
    assertThat(claims.subject()).isEqualTo(Claims.ENGINE);
  }

  @Test
  void waitsNoLongerThanItMay() {
    runner.answer("/api/flush", number -> null);

    assertThatThrownBy(() -> runner.client().flush(ADDRESS, PROJECT, Duration.ofMillis(200)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void anotherAnswerIsNoFlush() {
    runner.answer("/api/flush", 503, "");

    assertThatThrownBy(() -> runner.client().flush(ADDRESS, PROJECT, PATIENCE))
        .hasMessageContaining("status 503");
  }

  @Test
  void nobodyThereIsToldAtOnce() {
    runner.stop();

    assertThatThrownBy(() -> runner.client().flush(ADDRESS, PROJECT, PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void tellsWhatIsInTheWayOfAStartAndShowsNoTokenForIt() throws IOException {
    runner.answer(
        "/q/health/ready",
        503,
        "{\"checks\":[{\"name\":\"seeded\",\"status\":\"DOWN\",\"data\":{\"problem\":\"S3 is away.\"}}]}");

    assertThat(runner.client().readiness(ADDRESS, PROJECT))
        .isEqualTo(new Readiness(false, "S3 is away."));
    assertThat(runner.asked().getFirst()).doesNotContainKey("Authorization");
  }
}
