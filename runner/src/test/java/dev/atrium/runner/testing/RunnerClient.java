package dev.atrium.runner.testing;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.access.Role;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A client that sends request targets exactly as they are spelled, with the IDE's Host header and a
 * person's token.
 */
public final class RunnerClient implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setMaxWebSocketFrameSize(64 << 20)
              .setMaxWebSocketMessageSize(64 << 20));
  private final int port;
  private final Map<String, String> credentials;

  /** A program of a person's. */
  public RunnerClient(int port, Role role) {
    this(port, bearer(token(RunnerProfile.PROJECT, role)));
  }

  /** A program of somebody else's. */
  public RunnerClient(int port, Role role, String person, String name) {
    this(port, bearer(token(RunnerProfile.PROJECT, role, person, name)));
  }

  private RunnerClient(int port, Map<String, String> credentials) {
    this.port = port;
    this.credentials = credentials;
  }

  /** A page of the IDE in a person's browser. */
  public static RunnerClient browser(int port, Role role) {
    return new RunnerClient(
        port,
        Map.of(
            "Cookie", "__Host-atrium-session=" + token(RunnerProfile.PROJECT, role),
            "Origin", "http://" + RunnerProfile.IDE_AUTHORITY));
  }

  public static RunnerClient engine(int port) {
    Instant now = Instant.now();
    return new RunnerClient(
        port,
        bearer(sign(Claims.engine(RunnerProfile.PROJECT, now, now.plus(Duration.ofHours(1))))));
  }

  /** The owner of another project. */
  public static RunnerClient stranger(int port) {
    return new RunnerClient(port, bearer(token("otherproject", Role.OWNER)));
  }

  /** Somebody without any token. */
  public static RunnerClient nobody(int port) {
    return new RunnerClient(port, Map.of());
  }

  /** An answer, read as a whole. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** A header's value, or null. */
    public String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    public Problem problem() {
      return json(Problem.class);
    }

    public <T> T json(Class<T> type) {
      try {
        return Codec.JSON.readValue(body, type);
      } catch (IOException notJson) {
        throw new UncheckedIOException(text(), notJson);
      }
    }
  }

  public Answer get(String target, String... headers) {
    return send("GET", target, null, headers);
  }

  public Answer send(String method, String target, byte[] body, String... headers) {
    return await(
        http.request(options(method, target, headers))
            .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
            .compose(
                response ->
                    response
                        .body()
                        .map(
                            bytes -> {
                              Map<String, String> found = new java.util.HashMap<>();
                              response
                                  .headers()
                                  .forEach(
                                      (name, value) ->
                                          found.put(
                                              name.toLowerCase(java.util.Locale.ROOT), value));
                              return new Answer(response.statusCode(), found, bytes.getBytes());
                            }))
            .toCompletionStage());
  }

  public Answer postJson(String target, Object body) {
    try {
      return send(
          "POST", target, Codec.JSON.writeValueAsBytes(body), "Content-Type", "application/json");
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Opens the session socket and waits for the first screen. */
  public SessionClient connectLoaded() throws InterruptedException {
    SessionClient window = connect();
    window.next(ServerFrame.Loaded.class);
    return window;
  }

  /** Opens the session socket. */
  public SessionClient connect() {
    return await(
        http.webSocket(webSocketOptions("/ws")).map(SessionClient::new).toCompletionStage());
  }

  /**
   * Opens any other socket.
   *
   * @param client made before anything can arrive
   */
  public <T> T webSocket(String target, Function<WebSocket, T> client) {
    return await(http.webSocket(webSocketOptions(target)).map(client).toCompletionStage());
  }

  /** What every request of this client carries. */
  public Map<String, String> headers() {
    Map<String, String> headers = new java.util.HashMap<>(credentials);
    headers.put("Host", RunnerProfile.IDE_AUTHORITY);
    return headers;
  }

  private WebSocketConnectOptions webSocketOptions(String target) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(target);
    // A program sends no Origin; one that is not the IDE's own would be refused.
    options.setAllowOriginHeader(false);
    headers().forEach(options::putHeader);
    return options;
  }

  /** The head of a request, for a test that writes to a plain TCP socket itself. */
  public String head(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(RunnerProfile.IDE_AUTHORITY).append("\r\n");
    credentials.forEach(
        (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    await(vertx.close().toCompletionStage());
  }

  private RequestOptions options(String method, String target, String... headers) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(HttpMethod.valueOf(method))
            .setURI(target);
    options.putHeader("Host", RunnerProfile.IDE_AUTHORITY);
    credentials.forEach(options::putHeader);
    for (int i = 0; i < headers.length; i += 2) {
      options.putHeader(headers[i], headers[i + 1]);
    }
    return options;
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static String token(String project, Role role) {
    return token(project, role, "ann", "Ann");
  }

  private static String token(String project, Role role, String person, String name) {
    Instant now = Instant.now();
    return sign(
        Claims.session(
                project,
                person,
                name,
                role,
                UUID.randomUUID().toString(),
                now,
                now.plus(Duration.ofHours(1)))
            .titled("Weather station"));
  }

  private static String sign(Claims claims) {
    try {
      return TokenSigner.fromKey(Files.readString(RunnerProfile.directory().resolve("key")))
          .sign(claims);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
