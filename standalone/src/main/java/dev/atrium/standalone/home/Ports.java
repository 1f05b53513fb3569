package dev.atrium.standalone.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
public final class Ports {

  private static final int TRIES = 100;

  private Ports() {}

  /** A port that nobody listens on right now. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException("No free port on loopback", failure);
    }
  }

  /** The first port from {@code wanted} upwards that nobody listens on. */
  public static int freeFrom(int wanted) {
    for (int port = wanted; port < Math.min(wanted + TRIES, 65_536); port++) {
      if (isFree(port)) {
        return port;
      }
    }
    return free();
  }

  /** Whether nobody listens there on loopback. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
