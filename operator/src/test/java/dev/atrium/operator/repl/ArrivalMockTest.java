package dev.atrium.operator.repl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.crd.Repl;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.flush.Readiness;
import dev.atrium.operator.flush.RunnerClient;
import dev.atrium.operator.identity.SigningKey;
import dev.atrium.operator.status.Workload;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.TestConfig;
import dev.atrium.operator.testing.Workloads;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final AtomicInteger asked = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;
  private RunnerClient client;

  @BeforeEach
  void startServer() throws IOException {
    var config = TestConfig.plain();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    vertx = Vertx.vertx();
    client =
        new RunnerClient(
            vertx,
            new Places(config.ideOrigin(), config.appOrigin()),
            new SigningKey(TokenSigner.generate(), Clock.systemUTC()),
            server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    client.close();
    vertx.close();
    server.stop(0);
  }

  @Test
  void aRunnerThatGetsReadyMeanwhileIsReady() {
    answer(3, "{}");

    assertThat(await(Workloads.starting(), LONG)).isEqualTo(new Readiness(true, ""));
    assertThat(asked).hasValue(3);
  }

  @Test
  void whatIsInTheWayIsToldAtOnce() {
    answer(
        Integer.MAX_VALUE,
        "{\"checks\":[{\"name\":\"seeded\",\"data\":{\"problem\":\"S3 is away.\"}}]}");

    assertThat(await(Workloads.starting(), LONG)).isEqualTo(new Readiness(false, "S3 is away."));
    assertThat(asked).hasValue(1);
  }

  @Test
  void patienceHasAnEnd() {
    answer(Integer.MAX_VALUE, "{}");

    assertThat(await(Workloads.starting(), SHORT)).isEqualTo(new Readiness(false, ""));
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void aRunnerThatDoesNotListenYetIsNotReady() {
    server.stop(0);

    assertThat(await(Workloads.starting(), SHORT).ready()).isFalse();
  }

  @Test
  void whatItsKubeletKnowsIsNotAskedAgain() {
    answer(1, "{}");

    assertThat(await(Workloads.ready(), LONG).ready()).isTrue();
    assertThat(await(Workloads.withoutPod(), LONG).ready()).isFalse();
    assertThat(asked).hasValue(0);
  }

  private Readiness await(Workload workload, Duration patience) {
    return new Arrival(client, patience).await(REPL, workload);
  }

  /** Answers that it is ready from a request on, and before that as it is told. */
  private void answer(int readyFrom, String before) {
    server.createContext(
        "/q/health/ready",
        exchange -> {
          boolean ready = asked.incrementAndGet() >= readyFrom;
          byte[] body = (ready ? "{}" : before).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
