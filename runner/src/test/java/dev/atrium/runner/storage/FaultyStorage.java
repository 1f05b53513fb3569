package dev.atrium.runner.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.content.ContentHash;
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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * init-service and S3 in memory, for the faults that real ones cannot be told to make: an answer
 * that is lost, one that breaks off, a 503, an expired signature, a change between two requests.
 *
 * <p>What it cannot prove: that a real signature covers what it must, that a real S3 server creates
 * a key only once, that init-service refuses what it must, and how fast anything is.
 */
final class FaultyStorage implements AutoCloseable {

  static final String PROJECT = "testproject";
  static final String SECRET = "X-Amz-Signature=topsecret";

  /** What happens to one S3 request. */
  enum Fault {
    NONE,
    /** It is done, but the connection closes instead of an answer. */
    LOSE_ANSWER,
    /** The connection closes and nothing is done. */
    DROP,
    UNAVAILABLE,
    /** Half of the body comes, then the connection closes. */
    CUT,
    /** 403, as when a signature has expired. */
    EXPIRED
  }

  /** A request that S3 got; {@code init} is {@code open} or {@code sign} for init-service's. */
  record Seen(String method, String key) {}

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Function<Seen, Fault> faults = request -> Fault.NONE;
  private volatile long epoch;
  private volatile boolean signing = true;

  FaultyStorage() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/storage/projects/" + PROJECT + "/open", this::open);
    server.createContext("/storage/projects/" + PROJECT + "/sign", this::sign);
    server.createContext("/s3/", this::s3);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A runner's storage with an epoch of its own, which retries without waiting. */
  S3ProjectStorage runner(long epoch, Path directory) throws IOException {
    Path identity = Files.writeString(directory.resolve("identity-" + epoch), "epoch-" + epoch);
    Retry retry = new Retry(4, Duration.ofMillis(1), Duration.ofMillis(1), pause -> {});
    return new S3ProjectStorage(url(), PROJECT, identity, Clock.systemUTC(), retry);
  }

  /** Decides what happens to each request from now on. */
  void faults(Function<Seen, Fault> faults) {
    this.faults = faults;
  }

  /** The next request that matches fails so; all others do not. */
  void failOnce(String method, String keyPrefix, Fault fault) {
    var left = new java.util.concurrent.atomic.AtomicBoolean(true);
    faults(
        request ->
            request.method().equals(method)
                    && request.key().startsWith(keyPrefix)
                    && left.compareAndSet(true, false)
                ? fault
                : Fault.NONE);
  }

  /** Whether init-service answers. */
  void signing(boolean signing) {
    this.signing = signing;
  }

  NavigableMap<String, byte[]> objects() {
    return objects;
  }

  List<String> keys(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  void forgetSeen() {
    seen.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void open(HttpExchange exchange) throws IOException {
    handle(
        exchange,
        () -> {
          seen.add(new Seen("open", ""));
          long caller = caller(exchange);
          if (caller < epoch) {
            problem(exchange, ProblemType.EPOCH_SUPERSEDED.with("A newer runner opened it."));
            return;
          }
          epoch = caller;
          answer(exchange, 200, Codec.JSON.writeValueAsBytes(plan()));
        });
  }

  private SeedPlan plan() {
    List<String> checkpoints = keys(LogKeys.CHECKPOINTS);
    long newest = checkpoints.isEmpty() ? -1 : LogKeys.numberOf(checkpoints.getLast());
    var tail =
        keys(LogKeys.LOG).stream()
            .filter(key -> LogKeys.numberOf(key) > newest)
            .map(key -> signed(StorageRequest.get(key)))
            .toList();
    var checkpoint = newest < 0 ? null : signed(StorageRequest.get(LogKeys.checkpoint(newest)));
    return new SeedPlan(epoch, newest, checkpoint, tail);
  }

  private void sign(HttpExchange exchange) throws IOException {
    handle(
        exchange,
        () -> {
          seen.add(new Seen("sign", ""));
          var batch =
              Codec.JSON.readValue(exchange.getRequestBody().readAllBytes(), SignBatch.class);
          if (!signing) {
            problem(exchange, ProblemType.STORAGE_UNREACHABLE.with("The object store is down."));
          } else if (caller(exchange) != epoch) {
            problem(exchange, ProblemType.EPOCH_SUPERSEDED.with("A newer runner opened it."));
          } else {
            var signed = batch.requests().stream().map(this::signed).toList();
            answer(exchange, 200, Codec.JSON.writeValueAsBytes(new SignedBatch(signed)));
          }
        });
  }

  private SignedRequest signed(StorageRequest request) {
    Map<String, String> headers = new TreeMap<>();
    if (request.createOnly()) {
      headers.put("If-None-Match", "*");
    }
    if (request.sha256() != null) {
      headers.put("x-amz-content-sha256", request.sha256().hex());
      headers.put("Content-Length", String.valueOf(request.length()));
    }
    String key = URLEncoder.encode(request.key(), StandardCharsets.UTF_8).replace("+", "%20");
    return new SignedRequest(
        request.method(),
        url() + "/s3/" + key.replace("%2F", "/") + "?" + SECRET,
        headers,
        Instant.now().plusSeconds(600));
  }

  private void s3(HttpExchange exchange) throws IOException {
    handle(
        exchange,
        () -> {
          String path = URI.create(exchange.getRequestURI().toString()).getPath();
          String key = path.substring("/s3/".length());
          var request = new Seen(exchange.getRequestMethod(), key);
          seen.add(request);
          Fault fault = faults.apply(request);
          switch (fault) {
            case DROP -> {}
            case UNAVAILABLE -> answer(exchange, 503, "<Code>SlowDown</Code>".getBytes());
            case EXPIRED -> answer(exchange, 403, "<Code>AccessDenied</Code>".getBytes());
            default -> execute(exchange, request, fault);
          }
        });
  }

  private void execute(HttpExchange exchange, Seen request, Fault fault) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (request.method()) {
      case "PUT" -> {
        int status = put(exchange, request.key(), body);
        if (fault != Fault.LOSE_ANSWER) {
          answer(exchange, status, new byte[0]);
        }
      }
      case "DELETE" -> {
        objects.remove(request.key());
        answer(exchange, 204, new byte[0]);
      }
      default -> get(exchange, request.key(), fault);
    }
  }

  private int put(HttpExchange exchange, String key, byte[] body) {
    var headers = exchange.getRequestHeaders();
    if (!ContentHash.of(body).hex().equals(headers.getFirst("x-amz-content-sha256"))) {
      return 400;
    }
    if ("*".equals(headers.getFirst("If-None-Match"))) {
      return objects.putIfAbsent(key, body) == null ? 200 : 412;
    }
    objects.put(key, body);
    return 200;
  }

  private void get(HttpExchange exchange, String key, Fault fault) throws IOException {
    byte[] object = objects.get(key);
    if (object == null) {
      answer(exchange, 404, "<Code>NoSuchKey</Code>".getBytes());
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int status = 200;
    if (range != null) {
      String[] ends = range.substring("bytes=".length()).split("-");
      object =
          java.util.Arrays.copyOfRange(
              object, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
      status = 206;
    }
    if (fault == Fault.CUT) {
      exchange.sendResponseHeaders(status, object.length);
      exchange.getResponseBody().write(object, 0, object.length / 2);
      exchange.getResponseBody().flush();
      return;
    }
    answer(exchange, status, object);
  }

  private static long caller(HttpExchange exchange) {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    return Long.parseLong(token.substring("Bearer epoch-".length()));
  }

  private static void problem(HttpExchange exchange, Problem problem) throws IOException {
    answer(exchange, problem.status(), Codec.JSON.writeValueAsBytes(problem));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private interface Handler {
    void run() throws IOException;
  }

  private static void handle(HttpExchange exchange, Handler handler) {
    try (exchange) {
      handler.run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
