package dev.atrium.web;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A site on a real server, over a real connection. */
class WebSiteIT {

  private static Vertx vertx;
  private static HttpServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().handler(WebSite.of("atrium-web/sample/", path -> path.startsWith("/projects/")));
    server =
        await(
            vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage());
  }

  @AfterAll
  static void stop() {
    await(vertx.close().toCompletionStage());
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/abc", "/index.html", "/?x=1"})
  void answersPagesWithTheIndexThatIsNeverStale(String path) throws Exception {
    var answer = send("GET", path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<title>Sample</title>");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void sendsThePackedSiblingThatTheClientTakes() throws Exception {
    String path = "/assets/main-Bx12_cd9.js";
    var plain = send("GET", path);
    var gzip = send("GET", path, "Accept-Encoding", "gzip");
    var brotli = send("GET", path, "Accept-Encoding", "gzip, br");
    assertThat(plain.body()).contains("hello");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
    assertThat(header(brotli, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
    assertThat(header(plain, "ETag")).isNotEqualTo(header(gzip, "ETag"));
    assertThat(header(gzip, "Cache-Control")).contains("immutable");
    assertThat(header(gzip, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
  }

  @Test
  void answersAKnownTagWithoutABody() throws Exception {
    String tag = header(send("GET", "/"), "ETag");
    var again = send("GET", "/", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", "/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void answersHeadWithTheLengthAlone() throws Exception {
    var answer = send("HEAD", "/assets/style.css");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("7");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/missing.js",
    "GET,/assets/",
    "GET,/assets",
    "GET,/assets/..%2f..%2f..%2fdev/atrium/web/WebSite.class",
    "GET,/%2e%2e/%2e%2e/dev/atrium/web/WebSite.class",
    "GET,/..;/WebSite.class",
    "POST,/",
    "PUT,/index.html"
  })
  void passesOnWhatIsNoFileOfTheSite(String method, String path) throws Exception {
    assertThat(send(method, path).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
