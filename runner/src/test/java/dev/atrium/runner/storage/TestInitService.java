package dev.atrium.runner.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.SignedBatch;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The two calls of init-service that a runner makes, for a project {@value #PROJECT}. A token is
 * {@code epoch-<n>}.
 *
 * <p>What it cannot prove: that init-service itself refuses what it must and lists what it must;
 * its own tests and the system tests do.
 */
final class TestInitService implements AutoCloseable {

  static final String PROJECT = "testproject";

  private final HttpServer server;
  private final Function<StorageRequest, SignedRequest> signer;
  private final Function<String, List<String>> keys;
  private final Runnable onSign;
  private volatile long epoch;

  /**
   * @param keys the project's keys below a prefix, in order
   * @param onSign called at every signing call
   */
  TestInitService(
      Function<StorageRequest, SignedRequest> signer,
      Function<String, List<String>> keys,
      Runnable onSign) {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.signer = signer;
    this.keys = keys;
    this.onSign = onSign;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/storage/projects/" + PROJECT + "/open", this::open);
    server.createContext("/storage/projects/" + PROJECT + "/sign", this::sign);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  HttpServer server() {
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A runner's storage with an epoch of its own; its identity file lies in the directory. */
  S3ProjectStorage runner(long epoch, Path directory, Retry retry, Duration silence)
      throws IOException {
    Path identity = Files.writeString(directory.resolve("identity-" + epoch), "epoch-" + epoch);
    return new S3ProjectStorage(url(), PROJECT, identity, Clock.systemUTC(), retry, silence);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void open(HttpExchange exchange) throws IOException {
    try (exchange) {
      long caller = caller(exchange);
      if (caller < epoch) {
        problem(exchange, ProblemType.EPOCH_SUPERSEDED.with("A newer runner opened it."));
        return;
      }
      epoch = caller;
      answer(exchange, 200, Codec.JSON.writeValueAsBytes(plan()));
    }
  }

  private SeedPlan plan() {
    List<String> checkpoints = keys.apply(LogKeys.CHECKPOINTS);
    long newest = checkpoints.isEmpty() ? -1 : LogKeys.numberOf(checkpoints.getLast());
    var tail =
        keys.apply(LogKeys.LOG).stream()
            .filter(key -> LogKeys.numberOf(key) > newest)
            .map(key -> signer.apply(StorageRequest.get(key)))
            .toList();
    var checkpoint =
        newest < 0 ? null : signer.apply(StorageRequest.get(LogKeys.checkpoint(newest)));
    return new SeedPlan(epoch, newest, checkpoint, tail);
  }

  private void sign(HttpExchange exchange) throws IOException {
    try (exchange) {
      onSign.run();
      var batch = Codec.JSON.readValue(exchange.getRequestBody().readAllBytes(), SignBatch.class);
      if (caller(exchange) != epoch) {
        problem(exchange, ProblemType.EPOCH_SUPERSEDED.with("A newer runner opened it."));
      } else {
        var signed = batch.requests().stream().map(signer).toList();
        answer(exchange, 200, Codec.JSON.writeValueAsBytes(new SignedBatch(signed)));
      }
    }
  }

  private static long caller(HttpExchange exchange) {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    return Long.parseLong(token.substring("Bearer epoch-".length()));
  }

  private static void problem(HttpExchange exchange, Problem problem) throws IOException {
    answer(exchange, problem.status(), Codec.JSON.writeValueAsBytes(problem));
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
