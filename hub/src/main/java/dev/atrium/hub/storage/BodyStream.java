package dev.atrium.hub.storage;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A Vert.x response's body as a blocking stream. One buffer is fetched at a time, so a slow reader
 * slows the sender down instead of filling memory.
 */
final class BodyStream extends InputStream {

  private static final Chunk END = new Chunk(null, null);

  private final HttpClientResponse response;
  private final LinkedBlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
  private byte[] current = new byte[0];
  private int position;
  private boolean ended;

  /** Must be called on the response's event loop, before its body is read. */
  BodyStream(HttpClientResponse response) {
    this.response = response;
    response.pause();
    response.handler(buffer -> chunks.add(new Chunk(buffer, null)));
    response.endHandler(end -> chunks.add(END));
    response.exceptionHandler(failure -> chunks.add(new Chunk(null, failure)));
    response.fetch(1);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (position == current.length && !ended) {
      take();
    }
    if (position == current.length) {
      return -1;
    }
    int n = Math.min(length, current.length - position);
    System.arraycopy(current, position, into, offset, n);
    position += n;
    return n;
  }

  private void take() throws IOException {
    try {
      var chunk = chunks.take();
      if (chunk.failure != null) {
        ended = true;
        throw new IOException(chunk.failure);
      }
      if (chunk.bytes == null) {
        ended = true;
        return;
      }
      current = chunk.bytes.getBytes();
      position = 0;
      response.fetch(1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      response.request().reset();
    }
  }

  private record Chunk(Buffer bytes, Throwable failure) {}
}
