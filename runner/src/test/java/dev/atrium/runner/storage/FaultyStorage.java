package dev.atrium.runner.storage;

import static dev.atrium.runner.storage.TestInitService.answer;

import com.sun.net.httpserver.HttpExchange;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * S3 in memory, for the faults that a real one cannot be told to make: an answer that is lost, one
 * that breaks off, a 503, an expired signature, a change between two requests.
 *
 * <p>What it cannot prove: that a real signature covers what it must, that a real S3 server creates
 * a key only once, and how fast anything is; {@code SavedLogIT} has a real one.
 */
public final class FaultyStorage implements AutoCloseable {

  static final String SECRET = "X-Amz-Signature=topsecret";

  /** What happens to one S3 request. */
  public enum Fault {
    NONE,
    /** It is done, but the connection closes instead of an answer. */
    LOSE_ANSWER,
    /** The connection closes and nothing is done. */
    DROP,
    UNAVAILABLE,
    /** Half of the body comes, then the connection closes. */
    CUT,
    /** Half of the body comes, then nothing more. */
    STALL,
    /** Neither an answer nor an end. */
    SILENCE,
    /** 403, as when a signature has expired. */
    EXPIRED;

    /** Those of which a runner need not grow impatient. */
    static final List<Fault> QUICK =
        Stream.of(values()).filter(fault -> fault != SILENCE && fault != STALL).toList();
  }

  /** A request that S3 got; or {@code sign}, without a key, that init-service did. */
  public record Seen(String method, String key) {}

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile Function<Seen, Fault> faults = request -> Fault.NONE;
  private Duration silence = Duration.ofMinutes(1);
  private final TestInitService initService =
      new TestInitService(this::signed, this::keys, () -> seen.add(new Seen("sign", "")));

  public FaultyStorage() {
    initService.server().createContext("/s3/", this::s3);
  }

  /** A runner's storage with an epoch of its own, which retries without waiting. */
  public S3ProjectStorage runner(long epoch, Path directory) throws IOException {
    Retry retry = new Retry(4, Duration.ofMillis(1), Duration.ofMillis(1), pause -> {});
    return initService.runner(epoch, directory, retry, silence);
  }

  /** Runners from now on take a silence for a fault before a busy machine's slowest answer. */
  void runnersAreImpatient() {
    silence = Duration.ofSeconds(2);
  }

  /** Decides what happens to each request from now on. */
  public void faults(Function<Seen, Fault> faults) {
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

  public NavigableMap<String, byte[]> objects() {
    return objects;
  }

  public List<String> keys(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /** The requests since {@link #forgetSeen}, in order. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  public void forgetSeen() {
    seen.clear();
  }

  @Override
  public void close() {
    closed.complete(null);
    initService.close();
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
        initService.url() + "/s3/" + key.replace("%2F", "/") + "?" + SECRET,
        headers,
        Instant.now().plusSeconds(600));
  }

  private void s3(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring("/s3/".length());
      var request = new Seen(exchange.getRequestMethod(), key);
      seen.add(request);
      Fault fault = faults.apply(request);
      switch (fault) {
        case SILENCE -> closed.join();
        case DROP -> {}
        case UNAVAILABLE -> answer(exchange, 503, "<Code>SlowDown</Code>".getBytes());
        case EXPIRED -> answer(exchange, 403, "<Code>AccessDenied</Code>".getBytes());
        default -> execute(exchange, request, fault);
      }
    }
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
    if (fault == Fault.CUT || fault == Fault.STALL) {
      exchange.sendResponseHeaders(status, object.length);
      exchange.getResponseBody().write(object, 0, object.length / 2);
      exchange.getResponseBody().flush();
      if (fault == Fault.STALL) {
        closed.join();
      }
      return;
    }
    answer(exchange, status, object);
  }
}
