package dev.atrium.runner.access;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.access.Role;
import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.hub.SessionGrant;
import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.api.json.Codec;
import dev.atrium.api.token.Audience;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.testing.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a runner meets: a hub, the user's server, keys. The hub is a fake so that it can be told
 * what to answer; it shows nothing about who is a member, which the system tests do.
 */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

  static final String PROJECT = "accesstest";
  static final String IDE = "http://accesstest.ide.localhost:8080";
  static final String APP = "http://accesstest.app.localhost:8080";
  static final String HUB = "http://localhost:8080";

  static TokenSigner signer;
  static Path jwks;
  static int appPort;

  /** Codes that the hub still takes, with what they are bound to. */
  static final Map<String, CodeExchange> CODES = new ConcurrentHashMap<>();

  static final Set<String> REVOKED = ConcurrentHashMap.newKeySet();
  static volatile boolean hubBroken;

  private final Vertx vertx = Vertx.vertx();
  private Path directory;
  private static Vertx appVertx;
  private static HttpServer app;

  @Override
  public Map<String, String> start() {
    try {
      signer = TokenSigner.generate();
      directory = Files.createTempDirectory("atrium-access-");
      jwks = Files.writeString(directory.resolve("jwks"), signer.jwks());
      Files.writeString(directory.resolve("identity"), "unused");
      int hub = listen(vertx, "127.0.0.1", 0, Surroundings::hub).actualPort();
      appPort = FreePort.find();
      return Map.ofEntries(
          Map.entry("quarkus.http.test-port", "0"),
          Map.entry("atrium.project", PROJECT),
          Map.entry("atrium.ide-origin", IDE),
          Map.entry("atrium.app-origin", APP),
          Map.entry("atrium.hub-origin", HUB),
          Map.entry("atrium.hub-url", "http://127.0.0.1:" + hub),
          Map.entry("atrium.storage-url", "http://127.0.0.1:9"),
          // There is no storage to wait for when the tests end.
          Map.entry("atrium.flush-timeout", "PT0.1S"),
          Map.entry("atrium.jwks", jwks.toString()),
          Map.entry("atrium.identity", directory.resolve("identity").toString()),
          Map.entry("atrium.root", directory.resolve("project").toString()),
          Map.entry("atrium.state", directory.resolve("state").toString()),
          Map.entry("atrium.app-port", Integer.toString(appPort)));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void stop() {
    await(vertx.close().toCompletionStage());
    stopApp();
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException leftBehind) {
      throw new java.io.UncheckedIOException(leftBehind);
    }
  }

  /** Starts the user's server, which tells what reached it. */
  static void startApp() {
    startApp("127.0.0.1");
  }

  static void startApp(String host) {
    if (app == null) {
      appVertx = Vertx.vertx();
      app = listen(appVertx, host, appPort, Surroundings::userServer);
    }
  }

  static void stopApp() {
    if (app != null) {
      await(appVertx.close().toCompletionStage());
      app = null;
    }
  }

  static String token(Role role) {
    return token(PROJECT, role, "session-" + role, Instant.now().plus(Duration.ofHours(1)));
  }

  static String token(String project, Role role, String session, Instant until) {
    Instant issued = until.minus(Duration.ofHours(2));
    return signer.sign(Claims.session(project, "ann", "Ann", role, session, issued, until));
  }

  static String engineToken() {
    Instant now = Instant.now();
    return signer.sign(Claims.engine(PROJECT, now, now.plus(Duration.ofMinutes(5))));
  }

  private static void hub(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              try {
                answer(request, body);
              } catch (IOException notOurs) {
                request.response().setStatusCode(400).end();
              }
            });
  }

  private static void answer(HttpServerRequest request, Buffer body) throws IOException {
    String token = null;
    if (hubBroken) {
      request.response().setStatusCode(503).end();
      return;
    }
    if (request.path().endsWith("exchange")) {
      var asked = Codec.JSON.readValue(body.getBytes(), CodeExchange.class);
      var bound = CODES.remove(asked.code());
      boolean fits =
          bound != null
              && bound.nonce().equals(Nonce.hash(asked.nonce()))
              && bound.returnUrl().equals(asked.returnUrl())
              && bound.project().equals(asked.project());
      token = fits ? token(Role.EDITOR) : null;
    } else {
      var asked = Codec.JSON.readValue(body.getBytes(), SessionRenewal.class);
      String session = REVOKED.stream().filter(asked.token()::equals).findAny().orElse(null);
      token = session == null ? renewed(asked.token()) : null;
    }
    if (token == null) {
      request.response().setStatusCode(401).end();
    } else {
      var grant = new SessionGrant(token, Instant.now().plus(Duration.ofHours(1)));
      request.response().end(Buffer.buffer(Codec.JSON.writeValueAsBytes(grant)));
    }
  }

  /** Whatever the session's role was, it is an editor's now. */
  private static String renewed(String token) {
    var session =
        new TokenVerifier(signer.jwks(), Audience.repl(PROJECT), Clock.systemUTC())
            .verify(token)
            .session();
    return token(PROJECT, Role.EDITOR, session, Instant.now().plus(Duration.ofHours(1)));
  }

  private static void userServer(HttpServerRequest request) {
    if (request.path().equals("/socket")) {
      request
          .toWebSocket()
          .onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage));
      return;
    }
    StringBuilder seen = new StringBuilder(request.method() + " " + request.uri() + "\n");
    request
        .headers()
        .forEach((name, value) -> seen.append(name).append(": ").append(value).append('\n'));
    List<String> cookies =
        List.of(
            "mine=1; Domain=app.localhost; Path=/",
            "__Host-atrium-app=stolen; Secure; Path=/",
            "__host-ATRIUM-session=stolen; Secure; Path=/");
    request
        .response()
        .putHeader("Set-Cookie", cookies)
        .putHeader("Clear-Site-Data", "\"cookies\"")
        .end(seen.toString());
  }

  private static HttpServer listen(
      Vertx vertx, String host, int port, io.vertx.core.Handler<HttpServerRequest> handler) {
    var options = new HttpServerOptions().setHost(host).setPort(port);
    return await(
        vertx.createHttpServer(options).requestHandler(handler).listen().toCompletionStage());
  }
}
