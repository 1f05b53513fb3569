package dev.atrium.standalone.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.QoSHandler;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Lets few large bodies in at a time where s3proxy holds them in memory: those whose SHA-256 is in
 * the signature, which it verifies before it writes anything. s5cmd, for one, sends parts of 50 MB
 * that way, as many at once as it has workers. The others wait without a thread; their bytes stay
 * with the sender.
 */
final class BodyGate extends QoSHandler {

  /** The largest body that is held in memory, in bytes; s3proxy refuses larger ones. */
  static final long LARGEST = 64 << 20;

  /** Smaller bodies need no gate: a thread each of them fits into the heap. In bytes. */
  private static final long SMALL = 256 << 10;

  /** A body is copied once while it is read, so each takes up to twice its size. */
  private static final int AT_ONCE = 2;

  private static final int WAITING = 2_048;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What S3 answers who sends too much at once; its clients try again later. */
  private static final byte[] SLOW_DOWN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Error><Code>SlowDown</Code><Message>Too many large bodies at once; try again.</Message></Error>
      """
          .getBytes(StandardCharsets.UTF_8);

  private BodyGate(Server server) {
    super(server.getHandler());
    setMaxRequestCount(AT_ONCE);
    setMaxSuspendedRequestCount(WAITING);
    setMaxSuspend(PATIENCE);
    include(BodyGate::isHeldInMemory);
  }

  /**
   * Puts itself in front of a server that does not run yet.
   *
   * @throws IOException if this version of s3proxy is built in another way
   */
  static void guard(S3Proxy s3proxy) throws IOException {
    try {
      // s3proxy has no seam for a handler.
      var field = S3Proxy.class.getDeclaredField("server");
      field.setAccessible(true);
      var server = (Server) field.get(s3proxy);
      server.setHandler(new BodyGate(server));
    } catch (ReflectiveOperationException otherwiseBuilt) {
      throw new IOException("This s3proxy takes no gate for large bodies", otherwiseBuilt);
    }
  }

  private static boolean isHeldInMemory(Request request) {
    String hash = request.getHeaders().get("x-amz-content-sha256");
    long length = request.getLength();
    return hash != null && SHA256.matcher(hash).matches() && (length < 0 || length > SMALL);
  }

  @Override
  protected void reject(Request request, Response response, Callback callback, int status) {
    response.setStatus(status);
    response.getHeaders().put("Content-Type", "application/xml");
    response.write(true, ByteBuffer.wrap(SLOW_DOWN), callback);
  }
}
