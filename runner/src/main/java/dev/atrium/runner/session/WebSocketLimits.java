package dev.atrium.runner.session;

import dev.atrium.api.session.ClientFrame;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The largest frame and message of any WebSocket here. Browsers send a message as one frame, so
 * both are the session's bound and a little more: what is just above it gets a readable close from
 * the session, what is far above it is cut off by the transport (1009).
 */
@ApplicationScoped
class WebSocketLimits implements HttpServerOptionsCustomizer {

  private static final int MAX_BYTES = ClientFrame.MAX_BYTES + 64 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setMaxWebSocketFrameSize(MAX_BYTES).setMaxWebSocketMessageSize(MAX_BYTES);
  }
}
