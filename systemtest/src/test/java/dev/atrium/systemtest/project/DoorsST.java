package dev.atrium.systemtest.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.Installation;
import dev.atrium.systemtest.installation.SharedInstallation;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the front door, the hub and a running Repl refuse, through the real way in. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsST {

  private Installation atrium;
  private Person person;
  private String project;
  private String other;
  private URI ide;
  private String session;

  @BeforeAll
  void openTwoProjects(Installation installation) {
    atrium = installation;
    person = Person.signIn(installation);
    project = person.createProject("Doors", "node");
    other = person.createProject("Next door", "web");
    person.start(project);
    person.start(other);
    ide = installation.ide(project);
    session = person.open(ide);
  }

  @Test
  void theOwnerReadsAndWrites() {
    var read = file("GET", "README.md").header("Cookie", session).send();
    assertThat(read.statusCode()).isEqualTo(200);
    var write =
        file("PUT", "README.md")
            .header("Cookie", session)
            .header("Origin", Person.origin(ide))
            .header("If-Match", read.headers().firstValue("etag").orElseThrow())
            .body("text/plain", "mine".getBytes())
            .send();
    assertThat(write.statusCode()).as(write.body()).isIn(200, 204);
  }

  @Test
  void nobodyReadsWithoutASession() {
    refused(file("GET", "README.md").send(), 401);
  }

  @Test
  void aTokenInTheQueryIsNotLookedAt() {
    String token = session.substring(session.indexOf('=') + 1);
    refused(
        Http.get(ide.resolve("/api/files/README.md?token=" + token + "&access_token=" + token))
            .send(),
        401);
  }

  @Test
  void aSessionOfOneProjectDoesNotOpenAnother() {
    refused(
        Http.get(atrium.ide(other).resolve("/api/files/README.md"))
            .header("Cookie", session)
            .send(),
        401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1"})
  void aForeignOriginWritesNothing(String origin) {
    refused(create("a.txt").header("Cookie", session).header("Origin", origin).send(), 403);
    refused(
        person
            .hub("POST", "/api/projects")
            .header("Origin", origin)
            .json("{\"name\":\"x\",\"template\":\"node\"}")
            .send(),
        403);
  }

  @Test
  void aCookieWithoutAnOriginWritesNothing() {
    refused(create("b.txt").header("Cookie", session).send(), 403);
  }

  @Test
  void aReplsOriginHasNoPowerOverTheHub() {
    refused(
        person
            .hub("POST", "/api/projects")
            .header("Origin", Person.origin(ide))
            .json("{\"name\":\"x\",\"template\":\"node\"}")
            .send(),
        403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s.evil.example", "x%s", "%s.", "evil.example"})
  void hostsThatOnlyLookLikeOursAreRefused(String pattern) {
    String host = pattern.formatted(ide.getHost()) + ":" + ide.getPort();
    var answer =
        Http.get(ide.resolve("/api/files/README.md"))
            .header("Host", host)
            .header("Cookie", session)
            .send();
    assertThat(answer.statusCode()).as(host).isIn(404, 421);
  }

  @Test
  void aCodeOpensOnce() {
    var handshake = person.beginHandshake(ide);
    var first =
        Http.get(handshake.returnAddress()).header("Cookie", handshake.nonceCookie()).send();
    assertThat(first.statusCode()).isIn(302, 303);
    assertThat(
            Http.get(handshake.returnAddress())
                .header("Cookie", handshake.nonceCookie())
                .send()
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aCodeIsBoundToTheBrowserThatAsked() {
    var mine = person.beginHandshake(ide);
    var theirs = person.beginHandshake(ide);
    assertThat(
            Http.get(mine.returnAddress())
                .header("Cookie", theirs.nonceCookie())
                .send()
                .statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "..%2f..%2fetc%2fpasswd, 400",
    "a/%2e%2e/%2e%2e/etc/passwd, 404",
    "a%00b, 400",
    "%2fetc%2fpasswd, 400",
    "no-such-file, 404"
  })
  void pathsThatLeaveTheProjectAreRefused(String path, int status) {
    refused(file("GET", path).header("Cookie", session).send(), status);
  }

  @Test
  void theAppHostIsPrivateAndNeverReachesTheApi() {
    URI app = atrium.app(project);
    refused(Http.get(app.resolve("/api/files/README.md")).send(), 401);
    refused(Http.get(app.resolve("/api/files/README.md")).header("Cookie", session).send(), 401);
    String preview = person.open(app);
    var answer =
        Http.get(app.resolve("/api/files/README.md"))
            .header("Cookie", preview)
            .header("Accept", "application/json")
            .send();
    assertThat(answer.statusCode()).as("nothing listens yet").isEqualTo(502);
  }

  private Http.Request file(String method, String path) {
    return Http.to(method, URI.create(ide + "api/files/" + path));
  }

  private Http.Request create(String name) {
    return file("PUT", name).header("If-None-Match", "*").body("text/plain", "x".getBytes());
  }

  private static void refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(Person.json(answer).get("detail").asText()).isNotBlank();
  }
}
