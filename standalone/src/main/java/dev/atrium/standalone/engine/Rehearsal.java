package dev.atrium.standalone.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.TerminalFrames;
import dev.atrium.hub.engine.ReplAddress;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Does with a runner what a person does in the first minute: signs in, reads, writes, opens a
 * terminal and floods it, types into a file. A recording of it then has what all that takes.
 */
final class Rehearsal {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final List<String> VISITS =
      List.of("/", "/api/session", "/api/paths", "/api/files/", "/q/health/live");

  private static final ProjectPath FILE = ProjectPath.of("rehearsal.txt");
  private static final String FLOOD = "seq 1 200000; exit\n";
  private static final int TERMINAL = 4;

  /** {@code /collab}'s "what do you have?" of somebody who has nothing; see its reference page. */
  private static final byte[] SYNC_STEP_1 = {0, 0, 1, 0};

  private static final int ACKNOWLEDGED = 100;

  private final Vertx vertx;
  private final SocketAddress runner;
  private final URI ide;
  private final String token;

  /**
   * @param ide the origin of the runner's IDE
   * @param token what lets its owner in
   */
  Rehearsal(Vertx vertx, ReplAddress runner, URI ide, String token) {
    this.vertx = vertx;
    this.runner = SocketAddress.inetSocketAddress(runner.port(), runner.host());
    this.ide = ide;
    this.token = token;
  }

  /** Blocks until it is over. */
  void run() throws IOException, InterruptedException {
    var http = vertx.createHttpClient();
    try {
      for (String path : VISITS) {
        await(get(http, path, MultiMap.caseInsensitiveMultiMap().add("Authorization", bearer())));
      }
      signIn(http);
    } finally {
      http.close();
    }
    work();
    type();
  }

  /** The way of a browser, up to the hub's refusal of a code that it never gave. */
  private void signIn(HttpClient http) throws IOException, InterruptedException {
    var visit =
        MultiMap.caseInsensitiveMultiMap()
            .add("Accept", "text/html")
            .add("Sec-Fetch-Mode", "navigate");
    String cookie = await(get(http, "/", visit)).get("Set-Cookie");
    if (cookie != null) {
      visit.add("Cookie", cookie.substring(0, cookie.indexOf(';')));
    }
    await(get(http, "/.atrium/return?to=%2F&code=rehearsal", visit));
  }

  private Future<MultiMap> get(HttpClient http, String path, MultiMap headers) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(runner)
            .setHost(ide.getHost())
            .setPort(ide.getPort())
            .setURI(path)
            .setHeaders(headers);
    return http.request(options)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(answer.headers()));
  }

  private void work() throws IOException, InterruptedException {
    connect(
        "/ws",
        (socket, over) -> {
          socket.textMessageHandler(text -> answer(socket, text, over));
          socket.binaryMessageHandler(
              frame -> {
                int bytes = frame.length() - TerminalFrames.HEADER_BYTES;
                send(socket, new ClientFrame.TerminalCredit(frame.getInt(0), bytes));
              });
        });
  }

  /** Opens the file together with nobody, and inserts a letter at its beginning. */
  private void type() throws IOException, InterruptedException {
    connect(
        "/collab/" + FILE + "?guid=&ack=1",
        (socket, over) -> {
          var hello = new AtomicBoolean();
          socket.binaryMessageHandler(
              message -> {
                if (hello.compareAndSet(false, true)) {
                  socket.writeBinaryMessage(Buffer.buffer(SYNC_STEP_1));
                  socket.writeBinaryMessage(insertion());
                }
                if (message.getByte(0) == ACKNOWLEDGED) {
                  over.complete(null);
                }
              });
        });
  }

  /** An update of Yjs version 1: client 1 inserts an "x" into the text "content". */
  private static Buffer insertion() {
    var update =
        Buffer.buffer(new byte[] {1, 1, 1, 0, 4, 1})
            .appendByte((byte) "content".length())
            .appendString("content")
            .appendBytes(new byte[] {1, 'x', 0});
    return Buffer.buffer(new byte[] {0, 2}).appendByte((byte) update.length()).appendBuffer(update);
  }

  /** Connects, and waits until what the handlers do is over or the runner closes. */
  private void connect(String path, BiConsumer<WebSocket, CompletableFuture<Void>> handlers)
      throws IOException, InterruptedException {
    var options =
        new WebSocketConnectOptions()
            .setServer(runner)
            .setHost(ide.getHost())
            .setPort(ide.getPort())
            .setURI(path)
            .addHeader("Authorization", bearer());
    var over = new CompletableFuture<Void>();
    var client = vertx.createWebSocketClient();
    try {
      var socket = client.webSocket();
      handlers.accept(socket, over);
      socket.closeHandler(closed -> over.complete(null));
      await(socket.connect(options));
      await(Future.fromCompletionStage(over));
    } finally {
      client.close();
    }
  }

  private static void answer(WebSocket socket, String text, CompletableFuture<Void> over) {
    switch (read(text)) {
      case ServerFrame.Loaded loaded -> {
        send(socket, new ClientFrame.FetchDir(1, ProjectPath.ROOT));
        send(socket, new ClientFrame.UpdateContent(2, FILE, null, "Hello\n", null));
      }
      case ServerFrame.Updated updated -> send(socket, new ClientFrame.FetchContent(3, FILE));
      case ServerFrame.Content content ->
          send(socket, new ClientFrame.RequestTerminal(TERMINAL, 80, 24, false));
      case ServerFrame.Terminal ended when ended.exitCode() != null -> over.complete(null);
      case ServerFrame.Terminal begun when begun.id() == TERMINAL ->
          socket.writeBinaryMessage(
              Buffer.buffer().appendInt(begun.terminal()).appendLong(0).appendString(FLOOD));
      default -> {}
    }
  }

  private static ServerFrame read(String text) {
    try {
      return Codec.JSON.readValue(text, ServerFrame.class);
    } catch (JsonProcessingException unknown) {
      throw new IllegalStateException("The runner sends frames of ours only.", unknown);
    }
  }

  private static void send(WebSocket socket, ClientFrame frame) {
    try {
      socket.writeTextMessage(Codec.JSON.writerFor(ClientFrame.class).writeValueAsString(frame));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Every frame can be written as JSON.", impossible);
    }
  }

  private String bearer() {
    return "Bearer " + token;
  }

  private static <T> T await(Future<T> answer) throws IOException, InterruptedException {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IOException("the runner did not answer", failure);
    }
  }
}
