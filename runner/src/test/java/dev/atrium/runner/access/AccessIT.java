package dev.atrium.runner.access;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.testing.HandClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal of the filter in front of a whole runner, byte by byte. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class AccessIT {

  private static final String HOST = "Host: accesstest.ide.localhost:8080";
  private static final String ORIGIN = "Origin: " + Surroundings.IDE;
  private static final String[] UPGRADE = {
    "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
  };

  @TestHTTPResource URL url;
  @Inject Vertx vertx;
  @Inject HubClient hub;
  @Inject Tokens tokens;
  @Inject Sessions sessions;
  @Inject RunnerConfig config;
  private Wire wire;

  @BeforeEach
  void wire() {
    wire = new Wire(url.getPort());
    Surroundings.hubBroken = false;
  }

  @Test
  void letsAVerifiedTokenIn() {
    var answer = wire.send("GET", "/api/probe", HOST, bearer(Surroundings.token(Role.VIEWER)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("person=ann", "role=VIEWER");
    assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accesstest.ide.localhost:8080.evil.com",
        "accesstest.ide.localhost.evil.com:8080",
        "xaccesstest.ide.localhost:8080",
        "accesstest.ide.localhost:8081",
        "accesstest.ide.localhost",
        "accesstest.ide.localhost.:8080",
        "ACCESSTEST.ide.localhost:8080",
        "other.ide.localhost:8080",
        "user@accesstest.ide.localhost:8080",
        "accesstest.ide.localhost:8080, evil.com",
        "localhost:8080",
        "127.0.0.1",
        ""
      })
  void answersForNoOtherHost(String host) {
    var token = bearer(Surroundings.token(Role.OWNER));
    assertThat(wire.send("GET", "/api/probe", "Host: " + host, token).status()).isIn(400, 421);
  }

  @Test
  void answersForNoHostAtAllNorForTwo() {
    var token = bearer(Surroundings.token(Role.OWNER));
    var hostless = wire.send("GET", "/api/probe", token);
    assertThat(hostless.status()).isEqualTo(400);
    assertThat(hostless.body()).contains("malformed-request", "Host");
    assertThat(wire.send("GET", "/api/probe", HOST, "Host: evil.com", token).status())
        .isIn(400, 421);
    assertThat(wire.send("GET", Surroundings.IDE + "/api/probe", HOST, token).status())
        .isIn(400, 421);
  }

  @Test
  void opensHealthOnAnyHostAndMetricsToNeighboursOnly() {
    assertThat(wire.send("GET", "/q/health/live", "Host: 10.1.2.3:8080").status()).isEqualTo(200);
    assertThat(wire.send("GET", "/q/health/live/../../metrics", "Host: 10.1.2.3").status())
        .isEqualTo(421);
    assertThat(wire.send("GET", "/q/metrics", "Host: 127.0.0.1").status()).isEqualTo(200);
    assertThat(wire.send("GET", "/q/metrics", HOST).status()).isEqualTo(401);
    var owner = bearer(Surroundings.token(Role.OWNER));
    assertThat(wire.send("GET", "/q/metrics", HOST, owner).status()).isEqualTo(403);
    assertThat(wire.send("GET", "//q/metrics", HOST, owner).status()).isEqualTo(403);
    assertThat(wire.send("GET", "/%71/metrics", HOST, owner).status()).isEqualTo(403);
    var engine = bearer(Surroundings.engineToken());
    assertThat(wire.send("GET", "/q/metrics", HOST, engine).status()).isEqualTo(200);
  }

  @Test
  void isNotReadyBeforeTheProjectsFilesAreThereAndSaysHowFarTheyAre() {
    var ready = wire.send("GET", "/q/health/ready", "Host: 10.1.2.3");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("seeded", "DOWN", "doneBytes", "totalFiles");
  }

  @Test
  void refusesTokensThatAreNotForHere() {
    Instant later = Instant.now().plusSeconds(600);
    String foreign =
        TokenSigner.generate()
            .sign(
                dev.atrium.api.token.Claims.session(
                    Surroundings.PROJECT, "ann", "Ann", Role.OWNER, "s", Instant.now(), later));
    String expired =
        Surroundings.token(
            Surroundings.PROJECT, Role.OWNER, "s", Instant.now().minus(Duration.ofMinutes(1)));
    String another = Surroundings.token("otherproject", Role.OWNER, "s", later);
    String roleless = Surroundings.token(Surroundings.PROJECT, null, "s", later);
    for (String token : List.of(foreign, expired, another, roleless, "", "x", "a.b.c")) {
      assertThat(wire.send("GET", "/api/probe", HOST, bearer(token)).status()).isEqualTo(401);
      assertThat(wire.send("GET", "/api/probe", HOST, session(token)).status()).isEqualTo(401);
    }
    String good = Surroundings.token(Role.OWNER);
    assertThat(wire.send("GET", "/api/probe", HOST).status()).isEqualTo(401);
    assertThat(
            wire.send("GET", "/api/probe?token=" + good + "&access_token=" + good, HOST).status())
        .isEqualTo(401);
    assertThat(wire.send("GET", "/api/probe", HOST, "Authorization: Basic " + good).status())
        .isEqualTo(401);
    assertThat(wire.send("GET", "/api/probe", HOST, bearer(good), bearer(good)).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    |                                          | 200",
        "GET    | Sec-Fetch-Site: same-origin              | 200",
        "GET    | Sec-Fetch-Site: same-site                | 403",
        "GET    | Sec-Fetch-Site: cross-site               | 403",
        "GET    | Origin: http://other.ide.localhost:8080  | 403",
        "POST   |                                          | 403",
        "POST   | Origin: null                             | 403",
        "POST   | Origin: http://other.ide.localhost:8080  | 403",
        "POST   | Origin: http://accesstest.app.localhost:8080 | 403",
        "POST   | Origin: http://accesstest.ide.localhost  | 403",
        "POST   | Origin: https://accesstest.ide.localhost:8080 | 403",
        "POST   | Origin: http://accesstest.ide.localhost:8080.evil.com | 403",
        "POST   | Origin: http://accesstest.ide.localhost:8080 | 200",
        "PUT    |                                          | 403",
        "DELETE |                                          | 403",
        "OPTIONS| Origin: http://other.ide.localhost:8080  | 403",
      })
  void wantsTheExactOriginBesideACookie(String method, String header, int status) {
    String cookie = session(Surroundings.token(Role.OWNER));
    var answer =
        header == null
            ? wire.send(method, "/api/probe", HOST, cookie)
            : wire.send(method, "/api/probe", HOST, cookie, header);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void wantsNoOriginBesideATokenButARightOneIfThereIsOne() {
    String token = bearer(Surroundings.token(Role.OWNER));
    assertThat(wire.send("POST", "/api/probe", HOST, token).status()).isEqualTo(200);
    assertThat(wire.send("POST", "/api/probe", HOST, token, ORIGIN).status()).isEqualTo(200);
    assertThat(wire.send("POST", "/api/probe", HOST, token, "Origin: http://evil.com").status())
        .isEqualTo(403);
  }

  @Test
  void checksWebSocketsBeforeTheUpgrade() {
    String cookie = session(Surroundings.token(Role.VIEWER));
    assertThat(upgrade(cookie, ORIGIN)).isEqualTo(101);
    assertThat(upgrade(cookie)).isEqualTo(403);
    assertThat(upgrade(cookie, "Origin: http://other.ide.localhost:8080")).isEqualTo(403);
    assertThat(upgrade(ORIGIN)).isEqualTo(401);
    assertThat(upgrade(bearer(Surroundings.token(Role.VIEWER)))).isEqualTo(101);
    assertThat(upgrade(bearer(Surroundings.token(Role.VIEWER)), "Origin: http://evil.com"))
        .isEqualTo(403);
  }

  @Test
  void believesNoCookieThatComesTwice() {
    String good = Surroundings.token(Role.OWNER);
    String twice = session(good) + "; __Host-atrium-session=x";
    assertThat(wire.send("GET", "/api/probe", HOST, twice).status()).isEqualTo(401);
    assertThat(wire.send("GET", "/api/probe", HOST, session(good), session("x")).status())
        .isEqualTo(401);
    assertThat(
            wire.send("GET", "/api/probe", HOST, "Cookie: a=b; " + session(good).substring(8))
                .status())
        .isEqualTo(200);
    var navigation = wire.send("GET", "/", HOST, twice, "Sec-Fetch-Mode: navigate");
    assertThat(navigation.status()).isEqualTo(302);
    assertThat(navigation.all("Set-Cookie"))
        .filteredOn(value -> value.startsWith("__Host-atrium-session=;"))
        .hasSize(2)
        .allMatch(value -> value.contains("Max-Age=0"));
  }

  @Test
  void refusesServiceWorkersAndFrames() {
    String cookie = session(Surroundings.token(Role.OWNER));
    assertThat(wire.send("GET", "/api/probe", HOST, cookie, "Service-Worker: script").status())
        .isEqualTo(403);
    assertThat(
            wire.send("GET", "/", HOST, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe")
                .status())
        .isEqualTo(401);
  }

  @Test
  void reachesNothingOfTheRunnerThroughTheAppsHost() {
    String app = "Host: accesstest.app.localhost:8080";
    for (String path :
        List.of("/api/session", "/ws", "/collab/x", "/q/metrics", "/.atrium/signout")) {
      var answer = wire.send("GET", path, app, session(Surroundings.token(Role.OWNER)));
      assertThat(answer.status()).as(path).isIn(401, 404);
      var byToken = wire.send("GET", path, app, bearer(Surroundings.token(Role.OWNER)));
      assertThat(byToken.status()).as(path).isIn(404, 502);
    }
  }

  @Test
  void takesNewKeysAndDropsOldOnes() throws Exception {
    TokenSigner before = Surroundings.signer;
    String old = bearer(Surroundings.token(Role.OWNER));
    assertThat(wire.send("GET", "/api/probe", HOST, old).status()).isEqualTo(200);
    try {
      Surroundings.signer = TokenSigner.generate();
      rotate(Surroundings.signer);
      String fresh = bearer(Surroundings.token(Role.OWNER));
      await().until(() -> wire.send("GET", "/api/probe", HOST, fresh).status() == 200);
      assertThat(wire.send("GET", "/api/probe", HOST, old).status()).isEqualTo(401);
    } finally {
      Surroundings.signer = before;
      rotate(before);
      await().until(() -> wire.send("GET", "/api/probe", HOST, old).status() == 200);
    }
  }

  @Test
  void endsEverySocketWithItsSession() throws Exception {
    String token =
        Surroundings.token(
            Surroundings.PROJECT, Role.EDITOR, "ending", Instant.now().plusSeconds(600));
    var closed = probeSocket(token);
    assertThat(wire.send("POST", "/.atrium/signout", HOST, session(token), ORIGIN).status())
        .isEqualTo(204);
    assertThat(await(closed)).isEqualTo((short) 4401);
    assertThat(wire.send("GET", "/api/probe", HOST, bearer(token)).status()).isEqualTo(401);
  }

  @Test
  void aRenewalWithAnotherRoleClosesTheSessionsSocketsAndHoldsForItsOldTokens() throws Exception {
    String token = tokenOfARoleThatFell("asked-by-itself");
    var closed = probeSocket(token);

    assertThat(wire.send("POST", "/api/session/renew", HOST, session(token), ORIGIN).status())
        .isEqualTo(200);

    assertThat(await(closed)).isEqualTo((short) 4205);
    assertThat(wire.send("GET", "/api/probe", HOST, session(token)).body()).contains("role=EDITOR");
  }

  @Test
  void aClientThatNeverRenewsLosesItsRoleAllTheSame() throws Exception {
    String token = tokenOfARoleThatFell("asked-for");
    var closed = probeSocket(token);
    var clock = new HandClock(Instant.now());
    var watch = new SessionWatch(vertx, hub, tokens, sessions, config, clock);
    watch.used(tokens.verify(token), token);
    watch.tick();
    assertThat(closed).isNotDone();

    clock.advance(SessionWatch.ASK_EVERY);
    watch.tick();

    assertThat(await(closed)).isEqualTo((short) 4205);
  }

  /** The hub of these tests calls everybody an editor when it is asked. */
  private static String tokenOfARoleThatFell(String session) {
    return Surroundings.token(
        Surroundings.PROJECT, Role.OWNER, session, Instant.now().plusSeconds(600));
  }

  private CompletableFuture<Short> probeSocket(String token) {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(url.getPort())
            .setURI("/api/probe-socket");
    options.setAllowOriginHeader(false);
    options.putHeader("Host", HOST.substring(6)).putHeader("Authorization", "Bearer " + token);
    CompletableFuture<Short> closed = new CompletableFuture<>();
    var socket = await(vertx.createWebSocketClient().connect(options).toCompletionStage());
    socket.closeHandler(done -> closed.complete(socket.closeStatusCode()));
    return closed;
  }

  private static void rotate(TokenSigner signer) throws Exception {
    Files.writeString(Surroundings.jwks, signer.jwks());
    Files.setLastModifiedTime(
        Surroundings.jwks, FileTime.fromMillis(System.nanoTime() / 1000 % 1_000_000_000_000L));
  }

  private int upgrade(String... headers) {
    return wire.send(
            "GET",
            "/api/probe-socket",
            java.util.stream.Stream.of(List.of(HOST), List.of(headers), List.of(UPGRADE))
                .flatMap(List::stream)
                .toArray(String[]::new))
        .status();
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private static String session(String token) {
    return "Cookie: __Host-atrium-session=" + token;
  }
}
