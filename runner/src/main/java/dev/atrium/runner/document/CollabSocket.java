package dev.atrium.runner.document;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.CloseReason;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client's WebSocket. What it sends waits in bounds: beyond them the socket is not read, so TCP
 * holds the client back. A client that does not read what it is sent loses its connection.
 */
final class CollabSocket implements Connection {

  /** So many messages wait for the document before reading pauses. */
  private static final int MAX_WAITING = 512;

  /** Reading goes on when so few are left. */
  private static final int RESUME_AT = 64;

  /** So long a client may take to read that its connection ends, and to say so too. */
  private static final long LAST_WORD_MILLIS = 10_000;

  private final ServerWebSocket webSocket;
  private final Context context;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Outbox outbox;
  private volatile boolean paused;

  /** Of the event loop. */
  private LiveDocument document;

  private Participant participant;
  private boolean closing;
  private boolean gone;

  /** To be made on the socket's event loop, which does not read until {@link #joined}. */
  CollabSocket(ServerWebSocket webSocket, HttpConnection connection, Context context) {
    this.webSocket = webSocket;
    this.context = context;
    this.outbox = new Outbox(webSocket, connection, this::tooSlow);
    webSocket.pause();
    webSocket.binaryMessageHandler(this::onMessage);
    webSocket.textMessageHandler(
        _ -> close(CloseCode.PROTOCOL, "The y-websocket protocol has binary messages only"));
    webSocket.exceptionHandler(_ -> close(CloseCode.PROTOCOL, "The message cannot be read"));
  }

  /** The document has let this client in. */
  void joined(LiveDocument there, Participant self) {
    context.runOnContext(
        _ -> {
          document = there;
          participant = self;
          if (gone) {
            there.leave(self);
          } else {
            webSocket.resume();
          }
        });
  }

  /** Runs a task on the event loop when the connection has ended. */
  void whenClosed(Runnable task) {
    webSocket.closeHandler(
        _ -> {
          closed();
          task.run();
        });
  }

  private void closed() {
    gone = true;
    closing = true;
    outbox.close();
    if (document != null) {
      document.leave(participant);
    }
  }

  void ping() {
    context.runOnContext(
        _ -> {
          if (!webSocket.isClosed()) {
            webSocket.writePing(Buffer.buffer());
          }
        });
  }

  @Override
  public void send(byte[] message) {
    outbox.send(message);
  }

  private void tooSlow() {
    close(CloseCode.TOO_MANY, "This connection reads too slowly; connect again");
  }

  @Override
  public void close(CloseCode code, String reason) {
    context.runOnContext(
        _ -> {
          if (!webSocket.isClosed() && !closing) {
            closing = true;
            outbox.close();
            webSocket.close((short) code.code(), CloseReason.shortened(reason));
            context.owner().setTimer(LAST_WORD_MILLIS, _ -> outbox.abort());
          }
        });
  }

  private void onMessage(Buffer message) {
    if (waiting.incrementAndGet() >= MAX_WAITING) {
      paused = true;
      webSocket.pause();
      if (waiting.get() <= RESUME_AT) {
        goOn();
      }
    }
    document.receive(participant, message.getBytes(), this::handled);
  }

  /** In the document's mailbox. */
  private void handled() {
    if (waiting.decrementAndGet() == RESUME_AT && paused) {
      context.runOnContext(_ -> goOn());
    }
  }

  private void goOn() {
    paused = false;
    webSocket.resume();
  }
}
