package dev.atrium.runner.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.json.Codec;
import dev.atrium.runner.access.Wire.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host of the user's app, as browsers and programs meet it, with a real server behind. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class AppHostIT {

  private static final String IDE = "Host: accesstest.ide.localhost:8080";
  private static final String APP = "Host: accesstest.app.localhost:8080";
  private static final String NAVIGATE = "Sec-Fetch-Mode: navigate";
  private static final String FRAME = "Sec-Fetch-Dest: iframe";

  @TestHTTPResource URL url;
  private Wire wire;

  @BeforeEach
  void start() {
    wire = new Wire(url.getPort());
    Surroundings.startApp();
  }

  @AfterEach
  void stop() {
    Surroundings.stopApp();
  }

  @Test
  void signsATabInByWayOfTheHub() {
    Answer start = wire.send("GET", "/page?a=1", APP, NAVIGATE, "Sec-Fetch-Dest: document");
    String nonce = start.cookie("__Host-atrium-nonce");
    String back = HandshakeIT.query(start.header("Location")).get("return");
    assertThat(back).startsWith(Surroundings.APP + "/.atrium/return?to=");
    Surroundings.CODES.put(
        "tab", new CodeExchange(Surroundings.PROJECT, "tab", Nonce.hash(nonce), back));
    Answer done =
        wire.send(
            "GET",
            back.substring(Surroundings.APP.length()) + "&code=tab",
            APP,
            "Cookie: __Host-atrium-nonce=" + nonce);
    assertThat(done.header("Location")).isEqualTo("/page?a=1");
    assertThat(done.all("Set-Cookie"))
        .anyMatch(
            c ->
                c.startsWith("__Host-atrium-app=")
                    && c.contains("SameSite=None")
                    && c.contains("Partitioned"));
    String cookie = "Cookie: __Host-atrium-app=" + done.cookie("__Host-atrium-app");
    assertThat(wire.send("GET", "/page", APP, cookie).body()).startsWith("GET /page\n");
  }

  @Test
  void signsAFrameInWithATicketThatIsGoodOnce() throws IOException {
    Answer framed = wire.send("GET", "/", APP, NAVIGATE, FRAME);
    assertThat(framed.status()).isEqualTo(401);
    assertThat(framed.body()).contains("postMessage", "'" + Surroundings.IDE + "'");
    assertThat(framed.header("Content-Security-Policy"))
        .contains("frame-ancestors " + Surroundings.IDE);

    String entrance = ticket(Role.VIEWER, "/hello?x=1");
    Answer entered = wire.send("GET", entrance, APP, NAVIGATE, FRAME);
    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.header("Location")).isEqualTo("/hello?x=1");
    assertThat(wire.send("GET", entrance, APP, NAVIGATE, FRAME).status()).isEqualTo(401);
    String value = entered.cookie("__Host-atrium-app");
    assertThat(wire.send("GET", "/hello", APP, "Cookie: __Host-atrium-app=" + value).status())
        .isEqualTo(200);
    assertThat(
            wire.send("GET", "/api/probe", IDE, "Cookie: __Host-atrium-session=" + value).status())
        .isEqualTo(401);
    assertThat(wire.send("GET", "/api/probe", IDE, "Authorization: Bearer " + value).status())
        .isEqualTo(401);
  }

  @Test
  void endsWithTheSessionThatItCameFrom() throws IOException {
    String token =
        Surroundings.token(
            Surroundings.PROJECT, Role.EDITOR, "leaving", Instant.now().plusSeconds(600));
    String cookie = "Cookie: __Host-atrium-app=" + enter(token);
    assertThat(wire.send("GET", "/", APP, cookie).status()).isEqualTo(200);
    wire.send(
        "POST", "/.atrium/signout", IDE, "Authorization: Bearer " + token, "Content-Length: 0");
    assertThat(wire.send("GET", "/", APP, cookie).status()).isEqualTo(401);
  }

  @Test
  void takesItsOwnCredentialsOffOnTheWayToTheUsersServer() throws IOException {
    String app = enter(Surroundings.token(Role.EDITOR));
    Answer seen =
        wire.send(
            "GET",
            "/show",
            APP,
            "Cookie: theirs=1; __Host-atrium-app=" + app + "; __Host-atrium-session=x; other=2",
            "Authorization: Bearer their-own-token",
            "X-Forwarded-Host: evil.com",
            "Forwarded: host=evil.com");
    assertThat(seen.body())
        .contains("theirs=1; other=2", "Bearer their-own-token")
        .contains("X-Forwarded-Host: accesstest.app.localhost:8080")
        .contains("X-Forwarded-Proto: http")
        .doesNotContain("__Host-atrium", app, "evil.com");
    Answer byToken =
        wire.send("GET", "/", APP, "Authorization: Bearer " + Surroundings.token(Role.VIEWER));
    assertThat(byToken.status()).isEqualTo(200);
    assertThat(byToken.body()).doesNotContain("Authorization");
  }

  @Test
  void neverPassesAnAtriumTokenOnThatIsNotForHere() {
    String other =
        Surroundings.token("otherproject", Role.OWNER, "s", Instant.now().plusSeconds(60));
    assertThat(wire.send("GET", "/", APP, "Authorization: Bearer " + other).status())
        .isEqualTo(401);
  }

  @Test
  void keepsTheUsersResponsesOnTheirOwnHost() throws IOException {
    String cookie = "Cookie: __Host-atrium-app=" + enter(Surroundings.token(Role.EDITOR));
    Answer answer = wire.send("GET", "/", APP, cookie);
    assertThat(answer.all("Set-Cookie")).containsExactly("mine=1; Path=/");
    assertThat(answer.all("Clear-Site-Data")).isEmpty();
    assertThat(answer.all("Content-Security-Policy"))
        .containsExactly("frame-ancestors 'self' " + Surroundings.IDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | Sec-Fetch-Site: same-site               | 403",
        "GET  | Sec-Fetch-Site: same-origin             | 200",
        "POST | Origin: http://other.app.localhost:8080 | 403",
        "POST | Origin: null                            | 403",
        "POST | X-None: 1                               | 403",
        "POST | Origin: http://accesstest.app.localhost:8080 | 200"
      })
  void takesACookieFromItsOwnPagesOnly(String method, String header, int status)
      throws IOException {
    String cookie = "Cookie: __Host-atrium-app=" + enter(Surroundings.token(Role.EDITOR));
    assertThat(wire.send(method, "/", APP, cookie, header, "Content-Length: 0").status())
        .isEqualTo(status);
  }

  @Test
  void opensWebSocketsFromItsOwnPagesOnly() throws IOException {
    String cookie = "Cookie: __Host-atrium-app=" + enter(Surroundings.token(Role.VIEWER));
    assertThat(upgrade(cookie, "Origin: " + Surroundings.APP)).isEqualTo(101);
    assertThat(upgrade(cookie, "Origin: http://other.app.localhost:8080")).isEqualTo(403);
    assertThat(upgrade(cookie, "X-None: 1")).isEqualTo(403);
    assertThat(upgrade("X-None: 1", "Origin: " + Surroundings.APP)).isEqualTo(401);
  }

  @Test
  void saysWhereToListenWhenNothingDoes() throws IOException {
    Surroundings.stopApp();
    String cookie = "Cookie: __Host-atrium-app=" + enter(Surroundings.token(Role.EDITOR));
    Answer page = wire.send("GET", "/", APP, cookie, "Accept: text/html");
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.header("refresh")).isEqualTo("2");
    assertThat(page.body()).contains("$PORT (" + Surroundings.appPort);
    Answer problem = wire.send("GET", "/data", APP, cookie, "Accept: application/json");
    assertThat(problem.status()).isEqualTo(502);
    assertThat(problem.body()).contains("urn:atrium:problem:nothing-listens");
    Surroundings.startApp();
    assertThat(wire.send("GET", "/", APP, cookie).status()).isEqualTo(200);
  }

  @Test
  void findsAServerThatListensOnTheIpv6LoopbackOnly() throws IOException {
    Surroundings.stopApp();
    Surroundings.startApp("::1");
    try {
      String cookie = "Cookie: __Host-atrium-app=" + enter(Surroundings.token(Role.EDITOR));
      assertThat(wire.send("GET", "/six", APP, cookie).body()).startsWith("GET /six");
    } finally {
      Surroundings.stopApp();
      Surroundings.startApp();
    }
  }

  private int upgrade(String... headers) {
    return wire.send(
            "GET",
            "/socket",
            APP,
            headers[0],
            headers[1],
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
        .status();
  }

  private String enter(String token) throws IOException {
    return wire.send("GET", ticket(token, "/"), APP).cookie("__Host-atrium-app");
  }

  private String ticket(Role role, String path) throws IOException {
    return ticket(Surroundings.token(role), path);
  }

  private String ticket(String token, String path) throws IOException {
    Answer answer =
        wire.sendJson(
            "POST",
            "/api/preview/ticket",
            "{\"path\":\"" + path + "\"}",
            IDE,
            "Authorization: Bearer " + token);
    URI entrance = URI.create(Codec.JSON.readTree(answer.body()).get("url").asText());
    assertThat(entrance.toString()).startsWith(Surroundings.APP + "/.atrium/enter?ticket=");
    return entrance.getRawPath() + "?" + entrance.getRawQuery();
  }
}
