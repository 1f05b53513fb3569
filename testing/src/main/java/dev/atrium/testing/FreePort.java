package dev.atrium.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot choose one themselves. */
public final class FreePort {

  /** Below what operating systems give to outgoing connections, which may come at any moment. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 1000;

  private FreePort() {}

  /** A port on which nobody listens, and which nobody gets without asking for this very one. */
  public static int find() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(port));
        return port;
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("No port is free from " + FIRST + " to " + LAST);
  }
}
