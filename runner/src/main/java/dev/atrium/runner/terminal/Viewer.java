package dev.atrium.runner.terminal;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import io.vertx.core.buffer.Buffer;

/**
 * One WebSocket connection that may watch terminals. Compared by identity. No method blocks, and
 * none throws when the connection is gone.
 */
public interface Viewer {

  /** Runs a task on the connection's own thread, after what was given to it before. */
  void run(Runnable task);

  /**
   * Sends a binary frame; called on the connection's own thread only.
   *
   * @param frame reused by the caller once {@code sent} ran
   * @param sent runs on the connection's own thread when the socket has taken the frame or is gone;
   *     never inside this call, so that other work of the connection comes between two frames
   */
  void sendBinary(Buffer frame, Runnable sent);

  /** Sends a text frame, in order with the binary ones. */
  void sendText(ServerFrame frame);

  /** Closes the connection because its client broke the protocol. */
  void close(CloseCode code, String reason);
}
