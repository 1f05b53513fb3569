package dev.atrium.web;

import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;
import static dev.atrium.testing.Patience.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The proxy between a real client and a real server, over real connections. */
class ReverseProxyIT {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final CompletableFuture<Void> ABANDONED = new CompletableFuture<>();
  private static final AtomicLong FLOODED = new AtomicLong();
  private static Vertx vertx;
  private static int server;
  private static int proxy;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    server = listen(ReverseProxyIT::serve);
    ReverseProxy forwarder = new ReverseProxy(vertx);
    proxy = listen(request -> forwarder.forward(request, new Behind(request)));
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close().toCompletionStage());
    CLIENT.close();
  }

  @Test
  void keepsTheHostAndDropsWhatEndsAtAProxy() throws Exception {
    String answer =
        raw(
            "GET /headers HTTP/1.1\r\nHost: a.example:99\r\nConnection: close\r\nConnection: X-Hop\r\n"
                + "X-Hop: 1\r\nX-Stay: 2\r\nTE: trailers\r\nProxy-Authorization: secret\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("host=a.example:99\n")
        .contains("x-stay=2\n")
        .contains("x-added=yes\n")
        .doesNotContain("x-hop")
        .doesNotContain("te=")
        .doesNotContain("secret")
        .contains("X-Back: yes")
        .doesNotContain("X-Removed");
  }

  @Test
  void streamsAnUploadOfManyMegabytes() throws Exception {
    byte[] chunk = new byte[1 << 20];
    var body = BodyPublishers.ofByteArrays(java.util.Collections.nCopies(48, chunk));
    var answer = CLIENT.send(request("/count").POST(body).build(), BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo(Integer.toString(48 << 20));
  }

  @Test
  void passesServerSentEventsAsTheyHappenAndTellsTheServerWhenTheClientLeaves() throws Exception {
    var answer = CLIENT.send(request("/events").build(), BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(answer.body()))) {
      assertThat(lines.readLine()).isEqualTo("data: first");
    }
    await(ABANDONED);
  }

  @Test
  void neverMakesATruncatedAnswerLookWhole() {
    assertThatThrownBy(() -> CLIENT.send(request("/torn").build(), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CLIENT.send(request("/torn-chunks").build(), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void holdsAFastServerBackWhileTheClientReadsNothing() throws Exception {
    try (Socket client = new Socket("127.0.0.1", proxy)) {
      client.getOutputStream().write("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
      long before = -1;
      while (FLOODED.get() == 0 || FLOODED.get() != before) {
        before = FLOODED.get();
        await(vertx.timer(300, TimeUnit.MILLISECONDS).toCompletionStage());
      }
      assertThat(FLOODED.get()).isLessThan(32L << 20);
    }
  }

  @Test
  void answersInTheServersPlaceWhenItBreaksOff() throws Exception {
    var answer = CLIENT.send(request("/hang-up").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).isEqualTo("nobody");
  }

  @Test
  void answersHeadAndNotModifiedWithoutABody() throws Exception {
    var head = request("/length").method("HEAD", BodyPublishers.noBody()).build();
    var answer = CLIENT.send(head, BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Content-Length")).contains("12345");
    assertThat(raw("GET /unmodified HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 304")
        .doesNotContain("chunked");
  }

  @Test
  void tunnelsWebSocketsBothWays() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = webSocket("/socket", listener);
    assertThat(listener.next()).isEqualTo("welcome with yes");
    String large = "x".repeat(1 << 20);
    await(socket.sendText(large, true));
    assertThat(listener.next()).isEqualTo(large);
    await(socket.sendClose(4001, "bye"));
    assertThat(listener.next()).isEqualTo("closed 4001");
  }

  @Test
  void passesARefusedUpgradeOn() {
    assertThatThrownBy(() -> webSocket("/headers", new Listener()))
        .cause()
        .isInstanceOf(WebSocketHandshakeException.class)
        .satisfies(
            refused ->
                assertThat(((WebSocketHandshakeException) refused).getResponse().statusCode())
                    .isEqualTo(200));
  }

  private static WebSocket webSocket(String path, Listener listener) throws Exception {
    return await(
        CLIENT
            .newWebSocketBuilder()
            .subprotocols("chat")
            .buildAsync(URI.create("ws://127.0.0.1:" + proxy + path), listener));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy + path));
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", proxy)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int listen(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    var server = vertx.createHttpServer(options.setMaxWebSocketMessageSize(4 << 20));
    return await(server.requestHandler(handler).listen().toCompletionStage()).actualPort();
  }

  /** The server behind the proxy; each path misbehaves in its own way. */
  private static void serve(HttpServerRequest request) {
    var response = request.response();
    switch (request.path()) {
      case "/headers" -> {
        StringBuilder text = new StringBuilder();
        request
            .headers()
            .forEach((k, v) -> text.append(k.toLowerCase(Locale.ROOT) + "=" + v + "\n"));
        response.putHeader("X-Removed", "1").end(text.toString());
      }
      case "/count" -> {
        AtomicLong bytes = new AtomicLong();
        request.handler(chunk -> bytes.addAndGet(chunk.length()));
        request.endHandler(end -> response.end(bytes.toString()));
      }
      case "/events" -> {
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        response.closeHandler(ABANDONED::complete);
        response.write("data: first\n\n");
      }
      case "/torn" ->
          response
              .putHeader("Content-Length", "100")
              .write("short")
              .onComplete(done -> request.connection().close());
      case "/torn-chunks" ->
          response.setChunked(true).write("a").onComplete(done -> request.connection().close());
      case "/flood" -> flood(response.setChunked(true));
      case "/hang-up" -> request.connection().close();
      case "/length" -> response.putHeader("Content-Length", "12345").end();
      case "/unmodified" -> response.setStatusCode(304).end();
      case "/socket" ->
          request
              .toWebSocket()
              .onSuccess(
                  socket -> {
                    socket.writeTextMessage("welcome with " + socket.headers().get("X-Added"));
                    socket.textMessageHandler(socket::writeTextMessage);
                  });
      default -> response.setStatusCode(404).end();
    }
  }

  private static void flood(io.vertx.core.http.HttpServerResponse response) {
    Buffer chunk = Buffer.buffer(new byte[64 << 10]);
    response.drainHandler(drained -> flood(response));
    while (!response.writeQueueFull() && FLOODED.get() < 256L << 20) {
      response.write(chunk);
      FLOODED.addAndGet(chunk.length());
    }
  }

  private record Behind(HttpServerRequest request) implements Upstream {

    @Override
    public SocketAddress address() {
      return SocketAddress.inetSocketAddress(server, "127.0.0.1");
    }

    @Override
    public void outgoing(MultiMap headers) {
      headers.set("X-Added", "yes");
    }

    @Override
    public void incoming(MultiMap headers) {
      headers.remove("X-Removed").set("X-Back", "yes");
    }

    @Override
    public void unreachable(Throwable cause) {
      request.response().setStatusCode(502).end("nobody");
    }
  }

  private static final class Listener implements WebSocket.Listener {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next() throws InterruptedException {
      return poll(messages);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      messages.add("closed " + code);
      return null;
    }
  }
}
