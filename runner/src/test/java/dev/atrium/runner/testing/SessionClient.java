package dev.atrium.runner.testing;

import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;
import static dev.atrium.testing.Patience.poll;

import dev.atrium.api.json.Codec;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One window: sends frames and waits for those that come. */
public final class SessionClient implements AutoCloseable {

  private final WebSocket socket;
  private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Buffer> binary = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  SessionClient(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> frames.add(parse(text)));
    socket.binaryMessageHandler(binary::add);
    socket.closeHandler(_ -> closed.complete(codeOf(socket)));
  }

  public void send(ClientFrame frame) throws IOException {
    sendText(Codec.JSON.writerFor(ClientFrame.class).writeValueAsString(frame));
  }

  public void sendText(String text) {
    socket.writeTextMessage(text);
  }

  public void sendBinary(Buffer bytes) {
    socket.writeBinaryMessage(bytes);
  }

  /** Types into a terminal. */
  public void type(int terminal, String text) {
    sendBinary(Buffer.buffer().appendInt(terminal).appendLong(0).appendString(text));
  }

  /** Stops to read from the socket, as a window does whose network is stuck. */
  public void pause() {
    socket.pause();
  }

  public void resume() {
    socket.resume();
  }

  /** Whether what was sent still waits here, because the server does not read it. */
  public boolean isHeldBack() {
    return socket.writeQueueFull();
  }

  /** The next frame of a kind; others before it are dropped. */
  public <T extends ServerFrame> T next(Class<T> kind) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      ServerFrame frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("No " + kind.getSimpleName() + " came.");
      }
      if (kind.isInstance(frame)) {
        return kind.cast(frame);
      }
    }
  }

  public Buffer nextBinary() throws InterruptedException {
    Buffer frame = poll(binary);
    if (frame == null) {
      throw new AssertionError("No binary frame came.");
    }
    return frame;
  }

  /** The code with which the server closed. */
  public int closeCode() {
    return await(closed);
  }

  public String closeReason() {
    return socket.closeReason();
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /** How many text frames wait to be looked at. */
  public int waiting() {
    return frames.size();
  }

  @Override
  public void close() {
    if (!closed.isDone()) {
      await(socket.close().toCompletionStage());
    }
  }

  /** RFC 6455: 1006 stands for a connection that ended without a close frame. */
  private static int codeOf(WebSocket socket) {
    return socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode();
  }

  private static ServerFrame parse(String text) {
    try {
      return Codec.JSON.readValue(text, ServerFrame.class);
    } catch (IOException unreadable) {
      throw new IllegalStateException(text, unreadable);
    }
  }
}
