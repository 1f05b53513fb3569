package dev.atrium.operator.flush;

import static dev.atrium.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.token.Audience;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.identity.SigningKey;
import dev.atrium.operator.testing.TestConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How a runner is asked, against a server that answers as a runner does, late, or otherwise. It
 * cannot prove that a runner flushes; {@code ReplByKubectlST} does.
 */
class RunnerClientMockTest {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String PROJECT = "hellonode";

  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
  private final TokenSigner signer = TokenSigner.generate();
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
            new SigningKey(signer, Clock.systemUTC()),
            server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    client.close();
    vertx.close();
    server.stop(0);
  }

  @Test
  void asksUnderTheIdesHostWithATokenForThisProject() throws IOException {
    answer("/api/flush", 200, "{\"complete\":true,\"acknowledged\":3,\"saved\":3}");

    assertThat(client.flush(LOOPBACK, PROJECT, PATIENCE).complete()).isTrue();
    assertThat(asked.getFirst().get("Host")).containsExactly("hellonode.ide.localhost:18080");
    String token = asked.getFirst().get("Authorization").getFirst().substring("Bearer ".length());
    var claims =
        new TokenVerifier(signer.jwks(), Audience.repl(PROJECT), Clock.systemUTC()).verify(token);
    assertThat(claims.subject()).isEqualTo(Claims.ENGINE);
  }

  @Test
  void waitsNoLongerThanItMay() {
    server.createContext("/api/flush", exchange -> asked.add(Map.of()));

    assertThatThrownBy(() -> client.flush(LOOPBACK, PROJECT, Duration.ofMillis(200)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void anotherAnswerIsNoFlush() {
    answer("/api/flush", 503, "");

    assertThatThrownBy(() -> client.flush(LOOPBACK, PROJECT, PATIENCE))
        .hasMessageContaining("status 503");
  }

  @Test
  void nobodyThereIsToldAtOnce() {
    server.stop(0);

    assertThatThrownBy(() -> client.flush(LOOPBACK, PROJECT, PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void tellsWhatIsInTheWayOfAStartAndShowsNoTokenForIt() throws IOException {
    answer(
        "/q/health/ready",
        503,
        "{\"checks\":[{\"name\":\"seeded\",\"status\":\"DOWN\",\"data\":{\"problem\":\"S3 is away.\"}}]}");

    assertThat(client.readiness(LOOPBACK, PROJECT)).isEqualTo(new Readiness(false, "S3 is away."));
    assertThat(asked.getFirst()).doesNotContainKey("Authorization");
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          asked.add(Map.copyOf(exchange.getRequestHeaders()));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
