package dev.atrium.runner.document;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.CloseReason;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Queue;
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

  /** So many bytes wait for the client before it is given up. */
  private static final long MAX_UNSENT = 32L << 20;

  private final ServerWebSocket webSocket;
  private final Context context;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<byte[]> unsent = new ArrayDeque<>();
  private long unsentBytes;
  private boolean draining;
  private volatile boolean paused;
  private volatile boolean closing;

  /** Of the event loop. */
  private LiveDocument document;

  private Participant participant;
  private boolean gone;

  /** To be made on the socket's event loop, which does not read until {@link #joined}. */
  CollabSocket(ServerWebSocket webSocket, Context context) {
    this.webSocket = webSocket;
    this.context = context;
    webSocket.pause();
    webSocket.binaryMessageHandler(this::onMessage);
    webSocket.textMessageHandler(
        _ -> close(CloseCode.PROTOCOL, "The y-websocket protocol has binary messages only"));
    webSocket.drainHandler(_ -> drain());
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

  /** The connection has ended; on the event loop. */
  void closed() {
    gone = true;
    closing = true;
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
    synchronized (unsent) {
      if (closing) {
        return;
      }
      unsent.add(message);
      unsentBytes += message.length;
      if (draining) {
        if (unsentBytes > MAX_UNSENT) {
          close(CloseCode.TOO_MANY, "This connection reads too slowly; connect again");
        }
        return;
      }
      draining = true;
    }
    context.runOnContext(_ -> drain());
  }

  @Override
  public void close(CloseCode code, String reason) {
    context.runOnContext(
        _ -> {
          if (!webSocket.isClosed() && !closing) {
            closing = true;
            webSocket.close((short) code.code(), CloseReason.shortened(reason));
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

  private void drain() {
    while (!webSocket.isClosed() && !webSocket.writeQueueFull()) {
      byte[] message;
      synchronized (unsent) {
        message = unsent.poll();
        if (message == null) {
          draining = false;
          return;
        }
        unsentBytes -= message.length;
      }
      webSocket.writeBinaryMessage(Buffer.buffer(message));
    }
  }
}
