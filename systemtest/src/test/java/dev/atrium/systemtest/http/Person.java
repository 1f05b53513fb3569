package dev.atrium.systemtest.http;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.systemtest.installation.Installation;
import dev.atrium.systemtest.installation.SignIn;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Somebody signed in, as seen on the wire: sends what a browser would, header by header. */
public final class Person {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Installation installation;
  private final String cookie;

  private Person(Installation installation, String cookie) {
    this.installation = installation;
    this.cookie = cookie;
  }

  /** Signs in as the installation's one person. */
  public static Person signIn(Installation installation) {
    URI hub = installation.hub();
    var answer =
        switch (installation.signIn()) {
          case SignIn.OneTimeAddress(URI address) -> Http.get(address).send();
          case SignIn.AdminToken(String token) ->
              Http.to("POST", hub.resolve("/api/signin"))
                  .header("Origin", origin(hub))
                  .json("{\"token\":\"" + token + "\"}")
                  .send();
        };
    return new Person(installation, cookieOf(answer, "__Host-atrium-hub"));
  }

  /** A request to the hub with this person's session, as the hub's own pages send it. */
  public Http.Request hub(String method, String path) {
    return Http.to(method, installation.hub().resolve(path))
        .header("Cookie", cookie)
        .header("Origin", origin(installation.hub()));
  }

  /** Creates a project and returns its id. */
  public String createProject(String name, String template) {
    var answer =
        hub("POST", "/api/projects")
            .json("{\"name\":\"" + name + "\",\"template\":\"" + template + "\"}")
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return json(answer).get("id").asText();
  }

  /** Creates a project that nobody has open, and returns its id. */
  public String createAsleep(String name, String template) {
    String id = createProject(name, template);
    awaitState(id, "RUNNING");
    suspend(id);
    return id;
  }

  /** The ids of all projects; what these are doing meanwhile may be another test's matter. */
  public List<String> projects() {
    return json(hub("GET", "/api/projects").send()).findValuesAsText("id");
  }

  public JsonNode project(String id) {
    return json(hub("GET", "/api/projects/" + id).send());
  }

  /** Starts a project and waits until it runs. */
  public void start(String id) {
    hub("POST", "/api/projects/" + id + "/start").send();
    awaitState(id, "RUNNING");
  }

  public void suspend(String id) {
    hub("POST", "/api/projects/" + id + "/suspend").send();
    awaitState(id, "SUSPENDED");
  }

  public void awaitState(String id, String state) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(project(id).get("state").asText()).isEqualTo(state));
  }

  /** Goes through the handshake of a host by hand and returns its session cookie. */
  public String open(URI host) {
    Handshake handshake = beginHandshake(host);
    var back = Http.get(handshake.returnAddress()).header("Cookie", handshake.nonceCookie()).send();
    assertThat(back.statusCode()).as(back.body()).isIn(302, 303);
    return back.headers().allValues("set-cookie").stream()
        .filter(set -> set.startsWith("__Host-atrium-") && !set.contains("nonce"))
        .map(set -> set.substring(0, set.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  /** The handshake up to the address that brings the code back, which is not called. */
  public Handshake beginHandshake(URI host) {
    var first =
        Http.get(host)
            .header("Accept", "text/html")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document")
            .send();
    assertThat(first.statusCode()).as("%s %s", host, first.body()).isIn(302, 303);
    URI open = URI.create(first.headers().firstValue("location").orElseThrow());
    String nonce = cookieOf(first, "__Host-atrium-nonce");
    var granted = Http.get(open).header("Cookie", cookie).send();
    assertThat(granted.statusCode()).as(granted.body()).isIn(302, 303);
    return new Handshake(nonce, URI.create(granted.headers().firstValue("location").orElseThrow()));
  }

  /** A handshake on its way back. */
  public record Handshake(String nonceCookie, URI returnAddress) {}

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON: " + answer.body(), notJson);
    }
  }

  public static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String cookieOf(HttpResponse<String> answer, String name) {
    List<String> cookies = answer.headers().allValues("set-cookie");
    return cookies.stream()
        .filter(set -> set.startsWith(name + "="))
        .map(set -> set.substring(0, set.indexOf(';')))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + name + " among " + cookies + "\n" + answer.body()));
  }
}
