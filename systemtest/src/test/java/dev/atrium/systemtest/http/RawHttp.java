package dev.atrium.systemtest.http;

import static dev.atrium.testing.Patience.PATIENCE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for requests that no client would send. */
public final class RawHttp {

  private RawHttp() {}

  /** A request's head, for a server on this machine. */
  public record Head(int port, String text) {}

  /** Sends a head and nothing more; returns what is answered until the first pause. */
  public static String send(Head head) {
    return send(head, "", 0);
  }

  /** Sends a head and then the same text again and again, even if nobody listens any more. */
  public static String send(Head head, String part, int times) {
    try (Socket socket = open(head)) {
      try {
        for (int i = 0; i < times; i++) {
          socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
        }
      } catch (IOException answeredEarly) {
        // What was answered before the server stopped to read is still there to be read.
      }
      byte[] answer = new byte[1 << 14];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(read, 0), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends a head and leaves the connection open. */
  public static Socket open(Head head) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), head.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(head.text().getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }
}
