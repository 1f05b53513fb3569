package dev.atrium.runner.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.CloseReason;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.terminal.Viewer;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * The sending half of one connection. Frames leave in the order in which they were given, from any
 * thread; the socket itself is touched on its event loop only. Nothing throws once it is closed.
 */
final class SessionSocket implements Viewer {

  private final ServerWebSocket socket;
  private final Context context;
  private final Thread loop;
  private final Pulse pulse = new Pulse();

  /** To be made on the socket's event loop. */
  SessionSocket(ServerWebSocket socket, Context context) {
    this.socket = socket;
    this.context = context;
    this.loop = Thread.currentThread();
    socket.pongHandler(_ -> pulse.answered());
  }

  @Override
  public void run(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  @Override
  public void sendBinary(Buffer frame, Runnable sent) {
    if (socket.isClosed()) {
      run(sent);
      return;
    }
    socket.writeBinaryMessage(frame).onComplete(_ -> run(sent));
  }

  @Override
  public void sendText(ServerFrame frame) {
    String text = encode(frame);
    onLoop(
        () -> {
          if (!socket.isClosed()) {
            socket.writeTextMessage(text);
          }
        });
  }

  @Override
  public void close(CloseCode code, String reason) {
    onLoop(
        () -> {
          if (!socket.isClosed()) {
            socket.close((short) code.code(), CloseReason.shortened(reason));
          }
        });
  }

  /** Keeps the connection open on its way, or ends one that nobody answers any more. */
  void ping() {
    if (socket.isClosed()) {
      return;
    }
    if (pulse.asks()) {
      socket.writePing(Buffer.buffer());
    } else {
      close(CloseCode.TOO_MANY, "This connection does not answer; connect again");
    }
  }

  private void onLoop(Runnable task) {
    if (Thread.currentThread() == loop) {
      task.run();
    } else {
      run(task);
    }
  }

  private static String encode(ServerFrame frame) {
    try {
      return Codec.JSON.writerFor(ServerFrame.class).writeValueAsString(frame);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Every frame can be written as JSON.", impossible);
    }
  }
}
