package dev.atrium.runner.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;

/** A viewer behind a WebSocket of the runner. */
public final class SocketViewer implements Viewer {

  private final WebSocketConnection connection;
  private final Context context;

  /**
   * @param context the connection's own: what {@code Vertx.currentContext()} is on its event loop
   */
  public SocketViewer(WebSocketConnection connection, Context context) {
    this.connection = connection;
    this.context = context;
  }

  @Override
  public void run(Runnable task) {
    context.runOnContext(unused -> task.run());
  }

  @Override
  public void sendBinary(Buffer frame, Runnable sent) {
    connection.sendBinary(frame).subscribe().with(done -> run(sent), gone -> run(sent));
  }

  @Override
  public void sendText(ServerFrame frame) {
    connection.sendText(json(frame)).subscribe().with(done -> {}, gone -> {});
  }

  @Override
  public void close(CloseCode code, String reason) {
    connection.close(new CloseReason(code.code(), reason)).subscribe().with(done -> {}, gone -> {});
  }

  private static String json(ServerFrame frame) {
    try {
      return Codec.JSON.writerFor(ServerFrame.class).writeValueAsString(frame);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
