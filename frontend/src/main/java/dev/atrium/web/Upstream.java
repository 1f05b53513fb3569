package dev.atrium.web;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/** The server behind a {@link ReverseProxy}, for one request, and what must not pass by. */
public interface Upstream {

  /** Where the server listens. */
  SocketAddress address();

  /** Where it may listen instead, if nothing takes connections at {@link #address}. */
  default Optional<SocketAddress> otherAddress() {
    return Optional.empty();
  }

  /** Edits the request's headers on their way to the server; hop-by-hop ones are gone already. */
  void outgoing(MultiMap headers);

  /** Edits the response's headers on their way back, those of an accepted upgrade too. */
  void incoming(MultiMap headers);

  /**
   * Answers in the server's place, because it takes no connection or breaks off before answering.
   */
  void unreachable(Throwable cause);

  /** A tunnelled WebSocket was opened; {@code close} ends it from this side. */
  default void upgraded(Runnable close, Future<Void> closed) {}
}
