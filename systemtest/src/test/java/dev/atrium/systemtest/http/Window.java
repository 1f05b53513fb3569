package dev.atrium.systemtest.http;

import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An IDE's session socket without the IDE: sends frames and waits for those that come. */
public final class Window implements AutoCloseable {

  /** RFC 6455: stands for a connection that ended without a close frame. */
  public static final int BROKEN = 1006;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private Window(URI ide, Map<String, String> headers) {
    var builder =
        CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE).header("Host", ide.getRawAuthority());
    headers.forEach(builder::header);
    URI address = URI.create("ws://127.0.0.1:" + ide.getPort() + "/ws");
    socket = builder.buildAsync(address, new Incoming()).join();
  }

  /** Opens a window as the IDE's page does, with its cookie. */
  public static Window open(URI ide, String cookie) {
    return new Window(ide, Map.of("Cookie", cookie, "Origin", Person.origin(ide)));
  }

  /** Opens a window as a program does, with a token. */
  public static Window withToken(URI ide, String token) {
    return new Window(ide, Map.of("Authorization", "Bearer " + token));
  }

  public void send(ClientFrame frame) {
    try {
      text(Codec.JSON.writerFor(ClientFrame.class).writeValueAsString(frame));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Sends a text frame; that the server has closed meanwhile is no failure of the sender. */
  public void text(String text) {
    settle(socket.sendText(text, true));
  }

  public void binary(byte[] bytes) {
    settle(socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  public <T extends ServerFrame> T next(Class<T> kind) {
    return next(kind, any -> true);
  }

  /** The next frame of a kind that matches; others before it are dropped. */
  public <T extends ServerFrame> T next(Class<T> kind, Predicate<T> matching) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    ServerFrame last = null;
    while (true) {
      ServerFrame frame = poll(end - System.nanoTime());
      if (frame == null) {
        throw new AssertionError("no such " + kind.getSimpleName() + " came; lastly " + last);
      }
      last = frame;
      if (kind.isInstance(frame) && matching.test(kind.cast(frame))) {
        return kind.cast(frame);
      }
    }
  }

  /** The code with which the server closed. */
  public int closeCode() {
    return await(closed);
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private ServerFrame poll(long nanos) {
    try {
      return frames.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static void settle(CompletableFuture<WebSocket> sent) {
    await(sent.exceptionally(closedMeanwhile -> null));
  }

  /** Puts fragments together; one thread at a time calls it. */
  private final class Incoming implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          frames.add(Codec.JSON.readValue(text.toString(), ServerFrame.class));
        } catch (JsonProcessingException unreadable) {
          throw new IllegalStateException(text.toString(), unreadable);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
      closed.complete(BROKEN);
    }
  }
}
