package dev.atrium.operator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.flush.RunnerClient;
import dev.atrium.operator.identity.SigningKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** A server that answers as a test wants, in a runner's place, and the client that asks it. */
public final class FakeRunner implements AutoCloseable {

  public static final String ADDRESS = "127.0.0.1";

  private static final Answer NOT_FOUND = new Answer(404, "");

  private final Map<String, IntFunction<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
  private final TokenSigner signer = TokenSigner.generate();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final RunnerClient client;

  /** What is answered; an empty body is none. */
  public record Answer(int status, String body) {}

  public FakeRunner() throws IOException {
    var config = TestConfig.plain();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    client =
        new RunnerClient(
            vertx,
            new Places(config.ideOrigin(), config.appOrigin()),
            new SigningKey(signer, Clock.systemUTC()),
            server.getAddress().getPort());
  }

  public RunnerClient client() {
    return client;
  }

  /** Whose tokens the client brings. */
  public TokenSigner signer() {
    return signer;
  }

  /** The headers of every request so far. */
  public List<Map<String, List<String>>> asked() {
    return asked;
  }

  /** Answers every request for a path from now on in the same way. */
  public void answer(String path, int status, String body) {
    answer(path, number -> new Answer(status, body));
  }

  /**
   * Answers requests for a path from now on.
   *
   * @param byNumber what is answered to which request, from 1 on; null is never answered
   */
  public void answer(String path, IntFunction<Answer> byNumber) {
    answers.put(path, byNumber);
  }

  /** Nobody listens there any more. */
  public void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
    stop();
  }

  /** On the server's one thread. */
  private void handle(HttpExchange exchange) throws IOException {
    asked.add(Map.copyOf(exchange.getRequestHeaders()));
    Answer answer =
        answers
            .getOrDefault(exchange.getRequestURI().getPath(), number -> NOT_FOUND)
            .apply(asked.size());
    if (answer == null) {
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
