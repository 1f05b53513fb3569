package dev.atrium.operator.flush;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.dependent.RunnerPod;
import dev.atrium.operator.identity.SigningKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A runner over HTTP, at its pod's address and under its IDE's host, because it answers for no
 * other. Blocking; every call has a bound.
 */
@Singleton
public class RunnerClient {

  private static final int CONNECT_MILLIS = 2_000;
  private static final Duration HEALTH = Duration.ofSeconds(3);
  private static final int OK = 200;
  private static final int HTTP = 80;

  private final HttpClient http;
  private final Places places;
  private final SigningKey key;
  private final int port;

  @Inject
  RunnerClient(Vertx vertx, Places places, SigningKey key) {
    this(vertx, places, key, RunnerPod.PORT);
  }

  /**
   * @param port where runners listen
   */
  public RunnerClient(Vertx vertx, Places places, SigningKey key, int port) {
    this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
    this.places = places;
    this.key = key;
    this.port = port;
  }

  /**
   * Asks a runner to bring everything to S3.
   *
   * @throws IOException if it did not answer in time, or not as a runner does
   */
  public FlushOutcome flush(String address, String project, Duration timeout) throws IOException {
    var answer = call(HttpMethod.POST, "/api/flush", address, project, timeout);
    if (answer.status != OK) {
      throw new IOException("The runner answered with status " + answer.status + ".");
    }
    return Codec.JSON.readValue(answer.body.getBytes(), FlushOutcome.class);
  }

  /**
   * How far a runner's start has come.
   *
   * @throws IOException if it did not answer in time, or not as a runner does
   */
  public Readiness readiness(String address, String project) throws IOException {
    var answer = call(HttpMethod.GET, "/q/health/ready", address, project, HEALTH);
    if (answer.status == OK) {
      return new Readiness(true, "");
    }
    for (JsonNode check : Codec.JSON.readTree(answer.body.getBytes()).path("checks")) {
      if (check.path("name").asText().equals("seeded")) {
        return new Readiness(false, check.path("data").path("problem").asText());
      }
    }
    return new Readiness(false, "");
  }

  private Answer call(
      HttpMethod method, String path, String address, String project, Duration timeout)
      throws IOException {
    URI ide = places.ide(project);
    var options =
        new RequestOptions()
            .setMethod(method)
            .setServer(SocketAddress.inetSocketAddress(port, address))
            .setHost(ide.getHost())
            .setPort(ide.getPort() < 0 ? HTTP : ide.getPort())
            .setURI(path);
    if (method == HttpMethod.POST) {
      options.putHeader("Authorization", "Bearer " + key.forRunner(project));
    }
    var answer =
        http.request(options)
            .compose(request -> request.send())
            .compose(
                response -> response.body().map(body -> new Answer(response.statusCode(), body)));
    return await(answer.toCompletionStage().toCompletableFuture()::get, timeout);
  }

  private static Answer await(Wait wait, Duration timeout) throws IOException {
    try {
      return wait.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("The runner does not answer: " + failed.getCause().getMessage());
    } catch (TimeoutException late) {
      throw new IOException("The runner did not answer within " + timeout.toSeconds() + " s.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("The operator stops.");
    }
  }

  @PreDestroy
  public void close() {
    http.close();
  }

  private record Answer(int status, Buffer body) {}

  /** Waits for an answer. */
  private interface Wait {
    Answer get(long timeout, TimeUnit unit)
        throws ExecutionException, TimeoutException, InterruptedException;
  }
}
