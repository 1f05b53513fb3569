package dev.atrium.runner.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A response's body with two limits, which the JDK's client has only for the head: for all of it,
 * and for how long nothing may come while somebody reads. Its failures are all {@link
 * TransferException}s.
 */
final class NetworkStream extends FilterInputStream {

  private static final ScheduledThreadPoolExecutor LIMITS = limits();

  private final long within;
  private final long silence;
  private final long opened = System.nanoTime();
  private final Future<?> watch;
  private volatile boolean reading;
  private volatile long readingSince;
  private volatile boolean expired;

  NetworkStream(InputStream body, Duration within, Duration silence) {
    super(body);
    this.within = within.toNanos();
    this.silence = silence.toNanos();
    long period = silence.dividedBy(4).toNanos();
    this.watch = LIMITS.scheduleWithFixedDelay(this::watch, period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return (int) watched(() -> in.read(buffer, offset, length));
  }

  @Override
  public long skip(long n) throws IOException {
    return watched(() -> in.skip(n));
  }

  @Override
  public void close() {
    watch.cancel(false);
    try {
      in.close();
    } catch (IOException goneAnyway) {
      // Nothing more is wanted of this connection.
    }
  }

  private long watched(Step step) throws TransferException {
    readingSince = System.nanoTime();
    reading = true;
    try {
      return step.run();
    } catch (IOException broken) {
      throw new TransferException(
          expired ? "A transfer from S3 took too long." : "A transfer from S3 broke off.");
    } finally {
      reading = false;
    }
  }

  private void watch() {
    long now = System.nanoTime();
    if (now - opened > within || (reading && now - readingSince > silence)) {
      expired = true;
      close();
    }
  }

  private static ScheduledThreadPoolExecutor limits() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("storage-time-limits").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  private interface Step {
    long run() throws IOException;
  }
}
