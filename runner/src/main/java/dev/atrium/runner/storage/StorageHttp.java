package dev.atrium.runner.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to S3 that gives up on a server that has become silent, long before the time that a whole
 * transfer may take: people are told within seconds that nothing is being saved. Thread-safe.
 *
 * @param silence for how long nothing may move
 */
record StorageHttp(HttpClient client, Duration silence) {

  /** Together with {@link TransientException#SILENT_ATTEMPTS} this makes about eight seconds. */
  static final Duration SILENCE = Duration.ofSeconds(4);

  /** What a store may do with a body before it answers: check, copy and force it. */
  private static final long DIGESTED_A_SECOND = 32L * 1024 * 1024;

  /**
   * Sends a request and waits for the head of its answer.
   *
   * @param body what the request sends; null for nothing
   */
  <T> HttpResponse<T> send(HttpRequest request, Body body, HttpResponse.BodyHandler<T> handler)
      throws TransientException, StorageUnreachableException {
    long started = System.nanoTime();
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      while (true) {
        long moved = body == null ? started : body.movedAt(started);
        try {
          long limit = moved + patience(body).toNanos();
          return answer.get(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
          if (body == null || body.movedAt(started) == moved) {
            throw TransientException.silence("S3 does not answer.");
          }
        }
      }
    } catch (ExecutionException failed) {
      throw failure(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StorageUnreachableException("Interrupted while talking to S3.", null);
    } finally {
      // Ends the exchange unless it is over.
      answer.cancel(true);
    }
  }

  /**
   * For how long nothing may move now; a store that has a whole body may take time to digest it.
   */
  Duration patience(Body body) {
    boolean digesting = body != null && body.isTaken();
    return digesting ? silence.plusSeconds(body.length() / DIGESTED_A_SECOND) : silence;
  }

  private static TransientException failure(Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException late -> TransientException.silence("S3 does not answer in time.");
      case IOException broken -> brokenOff(broken);
      case UncheckedIOException bodyFailed -> brokenOff(bodyFailed.getCause());
      default -> throw new IllegalStateException("HTTP to S3 failed.", cause);
    };
  }

  private static TransientException brokenOff(IOException broken) {
    return new TransientException(
        "S3 does not answer (" + broken.getClass().getSimpleName() + ").");
  }
}
