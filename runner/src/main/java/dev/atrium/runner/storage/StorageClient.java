package dev.atrium.runner.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.SignedBatch;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * Talks to init-service about one project. Thread-safe. If init-service is silent, or says itself
 * that S3 does not answer, nothing is tried again here: it has taken its time. What it answers
 * holds signed requests, so no body of an answer ever reaches a message or a log.
 */
final class StorageClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final long MAX_ANSWER_BYTES = 64L * 1024 * 1024;

  private final HttpClient http;
  private final String base;
  private final IdentityToken identity;
  private final Retry retry;

  /**
   * @param url init-service's address, such as {@code http://127.0.0.1:8080}
   */
  StorageClient(HttpClient http, String url, String project, IdentityToken identity, Retry retry) {
    this.http = http;
    this.base = url.replaceAll("/+$", "") + "/storage/projects/" + project;
    this.identity = identity;
    this.retry = retry;
  }

  /** Makes this runner's epoch the current one and learns what to read. */
  SeedPlan open() throws StorageUnreachableException, SupersededException {
    return call("/open", null, SeedPlan.class);
  }

  /**
   * Signs requests, at most {@link SignBatch#MAX}; the answer is in the same order.
   *
   * @throws SupersededException if this runner's epoch is not the current one any more
   */
  List<SignedRequest> sign(List<StorageRequest> requests)
      throws StorageUnreachableException, SupersededException {
    var signed = call("/sign", new SignBatch(requests), SignedBatch.class).requests();
    if (signed.size() != requests.size()) {
      throw new StorageUnreachableException(
          "init-service signed another number of requests.", null);
    }
    return signed;
  }

  private <T> T call(String path, Object body, Class<T> type)
      throws StorageUnreachableException, SupersededException {
    byte[] json = encode(body);
    return retry.call(
        () -> {
          var answer = send(path, json);
          if (answer.statusCode() / 100 == 2) {
            return decode(answer.body(), type);
          }
          throw failure(answer);
        });
  }

  private HttpResponse<byte[]> send(String path, byte[] json)
      throws TransientException, StorageUnreachableException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + identity.current())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, " + Problem.MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    try {
      return http.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    } catch (HttpTimeoutException silent) {
      throw new StorageUnreachableException("init-service does not answer.", null);
    } catch (IOException failure) {
      throw new TransientException(
          "init-service does not answer (" + failure.getClass().getSimpleName() + ").");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StorageUnreachableException("Interrupted while asking init-service.", null);
    }
  }

  /** Throws what the problem means here, or returns what is to be tried again. */
  private TransientException failure(HttpResponse<byte[]> answer)
      throws SupersededException, StorageUnreachableException {
    Problem problem = problem(answer.body());
    if (is(problem, ProblemType.EPOCH_SUPERSEDED)) {
      throw new SupersededException(problem.detail());
    }
    if (answer.statusCode() == 401) {
      identity.refused();
    }
    String message =
        "init-service answered "
            + answer.statusCode()
            + (problem == null ? "." : ": " + problem.detail());
    boolean storeAway = is(problem, ProblemType.STORAGE_UNREACHABLE);
    if (!storeAway && isPassing(answer.statusCode())) {
      return new TransientException(message);
    }
    throw new StorageUnreachableException(message, null);
  }

  private static boolean is(Problem problem, ProblemType type) {
    return problem != null && type.urn().equals(problem.type());
  }

  private static boolean isPassing(int status) {
    return status >= 500 || status == 429 || status == 401;
  }

  private static Problem problem(byte[] body) {
    try {
      return Codec.JSON.readValue(body, Problem.class);
    } catch (IOException notOurs) {
      return null;
    }
  }

  private static byte[] encode(Object body) {
    try {
      return body == null ? new byte[0] : Codec.JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A signing request is plain data.", impossible);
    }
  }

  private static <T> T decode(byte[] body, Class<T> type) throws TransientException {
    try {
      return Codec.JSON.readValue(body, type);
    } catch (IOException malformed) {
      throw new TransientException("init-service's answer cannot be read.");
    }
  }
}
