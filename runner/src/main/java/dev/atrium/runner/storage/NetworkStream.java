package dev.atrium.runner.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A response's body with a time limit, which the JDK's client has only for the head. Its failures
 * are all {@link TransferException}s.
 */
final class NetworkStream extends FilterInputStream {

  private static final ScheduledThreadPoolExecutor LIMITS = limits();

  private final Future<?> limit;
  private volatile boolean expired;

  NetworkStream(InputStream body, Duration within) {
    super(body);
    this.limit = LIMITS.schedule(this::expire, within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException broken) {
      throw new TransferException(
          expired ? "A transfer from S3 took too long." : "A transfer from S3 broke off.");
    }
  }

  @Override
  public long skip(long n) throws IOException {
    try {
      return in.skip(n);
    } catch (IOException broken) {
      throw new TransferException("A transfer from S3 broke off.");
    }
  }

  @Override
  public void close() {
    limit.cancel(false);
    try {
      in.close();
    } catch (IOException goneAnyway) {
      // Nothing more is wanted of this connection.
    }
  }

  private void expire() {
    expired = true;
    close();
  }

  private static ScheduledThreadPoolExecutor limits() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("storage-time-limits").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
