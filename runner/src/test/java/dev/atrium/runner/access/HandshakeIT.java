package dev.atrium.runner.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.hub.CodeExchange;
import dev.atrium.runner.access.Wire.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by way of the hub, step by step as a browser takes them. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class HandshakeIT {

  private static final String IDE = "Host: accesstest.ide.localhost:8080";
  private static final String APP = "Host: accesstest.app.localhost:8080";
  private static final String NAVIGATE = "Sec-Fetch-Mode: navigate";

  @TestHTTPResource URL url;
  private Wire wire;

  @BeforeEach
  void wire() {
    wire = new Wire(url.getPort());
  }

  @AfterEach
  void mend() {
    Surroundings.hubBroken = false;
  }

  @Test
  void leadsABrowserToTheHubAndBackToWhereItWas() {
    Answer start = wire.send("GET", "/file/a%20b?x=1&y=2", IDE, NAVIGATE);
    assertThat(start.status()).isEqualTo(302);
    assertThat(start.header("Location")).startsWith(Surroundings.HUB + "/open?");
    Map<String, String> asked = query(start.header("Location"));
    String nonce = start.cookie("__Host-atrium-nonce");
    assertThat(asked)
        .containsEntry("project", Surroundings.PROJECT)
        .containsEntry("nonce", Nonce.hash(nonce));
    assertThat(start.all("Set-Cookie").getFirst())
        .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");

    Answer done = comeBack(asked.get("return"), nonce, "code-1", IDE);
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).isEqualTo("/file/a%20b?x=1&y=2");
    assertThat(done.all("Set-Cookie"))
        .anyMatch(c -> c.startsWith("__Host-atrium-nonce=;") && c.contains("Max-Age=0"));
    String session = done.cookie("__Host-atrium-session");
    Answer inside =
        wire.send("GET", "/api/session", IDE, "Cookie: __Host-atrium-session=" + session);
    assertThat(inside.body()).contains("\"person\":\"ann\"", "\"role\":\"EDITOR\"");
  }

  @Test
  void redeemsACodeOnceAndOnlyWithItsNonceAtItsPlace() {
    Answer start = wire.send("GET", "/", IDE, NAVIGATE);
    String nonce = start.cookie("__Host-atrium-nonce");
    String back = query(start.header("Location")).get("return");
    assertThat(comeBack(back, nonce, "once", IDE).status()).isEqualTo(303);
    String used = back.substring(Surroundings.IDE.length()) + "&code=once";
    assertThat(wire.send("GET", used, IDE, nonce(nonce)).status()).isEqualTo(401);

    bind("stolen", Nonce.hash(nonce), back);
    String stolen = back.substring(Surroundings.IDE.length()) + "&code=stolen";
    assertThat(wire.send("GET", stolen, IDE).status()).isEqualTo(401);
    assertThat(wire.send("GET", stolen, IDE, nonce(Nonce.next())).status()).isEqualTo(401);

    bind("moved", Nonce.hash(nonce), back);
    String moved = "/.atrium/return?to=%2Fother&code=moved";
    assertThat(wire.send("GET", moved, IDE, nonce(nonce)).status()).isEqualTo(401);
    bind("app", Nonce.hash(nonce), back);
    assertThat(wire.send("GET", "/.atrium/return?to=%2F&code=app", APP, nonce(nonce)).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com/",
        "//evil.com",
        "/\\evil.com",
        "\\\\evil.com",
        "evil.com",
        "",
        "/%0d%0aSet-Cookie: a=b",
        "/\tevil",
        "javascript:alert(1)",
        "/.atrium/return?to=/"
      })
  void goesNowhereElse(String to) {
    String nonce = Nonce.next();
    String back = Surroundings.IDE + "/.atrium/return?to=%2F";
    bind("anywhere", Nonce.hash(nonce), back);
    String encoded = to.startsWith("/%0d") ? to.replace(" ", "%20") : ReturnPath.encode(to);
    Answer answer =
        wire.send("GET", "/.atrium/return?to=" + encoded + "&code=anywhere", IDE, nonce(nonce));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("a=b"));
  }

  @Test
  void answersProgramsWithAProblemInsteadOfTheWayToTheHub() {
    Answer api = wire.send("GET", "/api/session", IDE, "Accept: application/json");
    assertThat(api.status()).isEqualTo(401);
    assertThat(api.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(wire.send("GET", "/", IDE, "Sec-Fetch-Mode: cors").status()).isEqualTo(401);
    assertThat(wire.send("POST", "/", IDE, NAVIGATE).status()).isEqualTo(401);
  }

  @Test
  void aTabThatComesLateGoesOnWithTheSessionThatIsThere() {
    String session = "__Host-atrium-session=" + Surroundings.token(Role.EDITOR);

    Answer late = wire.send("GET", "/.atrium/return?to=%2Fx&code=used", IDE, "Cookie: " + session);
    Answer elsewhere =
        wire.send("GET", "/.atrium/return?to=%2F%2Fevil.com", IDE, "Cookie: " + session);

    assertThat(late.status()).isEqualTo(303);
    assertThat(late.header("Location")).isEqualTo("/x");
    assertThat(late.all("Set-Cookie")).isEmpty();
    assertThat(elsewhere.header("Location")).isEqualTo("/");
  }

  @Test
  void saysSoWhenTheHubDoesNotAnswer() {
    Surroundings.hubBroken = true;
    Answer answer = wire.send("GET", "/.atrium/return?to=%2Fx&code=y", IDE, nonce(Nonce.next()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("does not answer", "href=\"/x\"");
  }

  @Test
  void renewsASessionKeepsItWithoutTheHubAndEndsItWhenTheHubSaysSo() {
    String token = Surroundings.token(Role.EDITOR);
    Answer renewed = renew(token);
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.cookie("__Host-atrium-session")).isNotBlank();

    Surroundings.hubBroken = true;
    Answer kept = renew(token);
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.all("Set-Cookie")).isEmpty();

    Surroundings.hubBroken = false;
    String revoked =
        Surroundings.token(
            Surroundings.PROJECT, Role.EDITOR, "revoked", Instant.now().plusSeconds(600));
    Surroundings.REVOKED.add(revoked);
    assertThat(renew(revoked).status()).isEqualTo(401);
    assertThat(
            wire.send("GET", "/api/session", IDE, "Cookie: __Host-atrium-session=" + revoked)
                .status())
        .isEqualTo(401);
  }

  private Answer renew(String token) {
    return wire.send(
        "POST",
        "/api/session/renew",
        IDE,
        "Origin: " + Surroundings.IDE,
        "Content-Length: 0",
        "Cookie: __Host-atrium-session=" + token);
  }

  private Answer comeBack(String back, String nonce, String code, String host) {
    bind(code, Nonce.hash(nonce), back);
    URI uri = URI.create(back);
    return wire.send(
        "GET", uri.getRawPath() + "?" + uri.getRawQuery() + "&code=" + code, host, nonce(nonce));
  }

  private static void bind(String code, String nonceHash, String returnUrl) {
    Surroundings.CODES.put(
        code, new CodeExchange(Surroundings.PROJECT, code, nonceHash, returnUrl));
  }

  private static String nonce(String nonce) {
    return "Cookie: __Host-atrium-nonce=" + nonce;
  }

  static Map<String, String> query(String url) {
    return Stream.of(url.substring(url.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
