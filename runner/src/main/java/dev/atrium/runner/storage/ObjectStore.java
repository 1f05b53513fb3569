package dev.atrium.runner.storage;

import dev.atrium.api.storage.SignedRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs signed requests against S3 with bounded retries. Thread-safe.
 *
 * <p>A transfer may take half a minute plus its length at 256 KiB/s, but not stand still: see
 * {@link StorageHttp}. Network faults, 5xx, 408, 409 and 429 are tried again; after a 403 the
 * request is signed anew. Nothing of a request, which is a secret, gets into a message.
 */
final class ObjectStore {

  /** What became of a PUT. */
  enum Put {
    STORED,
    /** 412: the key exists already and was left as it is. */
    EXISTS
  }

  /** Takes an object's bytes; called again from the start when a transfer broke. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream body) throws IOException, StorageUnreachableException, SupersededException;
  }

  /** Bytes {@code from} up to {@code to} (exclusive) of an object. */
  record Range(long from, long to) {
    long length() {
      return to - from;
    }
  }

  private static final Set<Integer> PASSING = Set.of(403, 408, 409, 429);
  private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,64})</Code>");
  private static final int MAX_ERROR_BYTES = 16 * 1024;

  private final StorageHttp http;
  private final Retry retry;

  ObjectStore(StorageHttp http, Retry retry) {
    this.http = http;
    this.retry = retry;
  }

  /** An object's bytes; one that is longer than {@code max} is refused. */
  byte[] get(Signature signature, int max) throws StorageUnreachableException, SupersededException {
    try {
      return read(
          signature,
          null,
          max,
          body -> {
            byte[] bytes = body.readNBytes(max);
            if (body.read() >= 0) {
              throw new TransferException("An object in S3 is longer than its format allows.");
            }
            return bytes;
          });
    } catch (IOException impossible) {
      throw new IllegalStateException("Nothing local is read or written here.", impossible);
    }
  }

  /**
   * Reads an object, or a range of it.
   *
   * @param range null for all of it
   * @param length about how many bytes come, for the time limit
   * @throws IOException what the reader throws for reasons of its own
   */
  <T> T read(Signature signature, Range range, long length, Reader<T> reader)
      throws StorageUnreachableException, SupersededException, IOException {
    return retry.<T, IOException>call(
        () -> {
          try (InputStream body = open(signature, range, length)) {
            T result = reader.read(body);
            // Having seen the end is what lets the client use the connection again.
            body.read();
            return result;
          } catch (TransferException | EOFException broken) {
            throw new TransientException(broken.getMessage());
          }
        });
  }

  /** Opens an object for one attempt; its stream throws only {@link TransferException}. */
  InputStream open(Signature signature, Range range, long length)
      throws TransientException, StorageUnreachableException, SupersededException {
    SignedRequest signed = signature.current();
    Duration limit = limit(length);
    var request = request(signed, BodyPublishers.noBody(), limit);
    if (range != null) {
      request.header("Range", "bytes=" + range.from() + "-" + (range.to() - 1));
    }
    var response = http.send(request.build(), null, BodyHandlers.ofInputStream());
    NetworkStream body = new NetworkStream(response.body(), limit, http.silence());
    int status = response.statusCode();
    try {
      if (status == 206 || (status == 200 && range == null)) {
        return body;
      }
      if (status == 200) {
        body.skipNBytes(range.from());
        return body;
      }
      throw failure(signature, status, body.readNBytes(MAX_ERROR_BYTES));
    } catch (IOException broken) {
      throw new TransientException(broken.getMessage());
    } finally {
      if (status != 200 && status != 206) {
        body.close();
      }
    }
  }

  /**
   * Stores an object.
   *
   * @throws ContentChangedException if the body is not what was promised; nothing was stored
   */
  Put put(Signature signature, Body body)
      throws StorageUnreachableException, SupersededException, ContentChangedException {
    return retry.<Put, ContentChangedException>call(
        () -> {
          var request = request(signature.current(), body.publisher(), limit(body.length()));
          HttpResponse<byte[]> response;
          try {
            response = http.send(request.build(), body, errorBody());
          } catch (TransientException failure) {
            if (body.failure() != null) {
              throw body.failure();
            }
            throw failure;
          }
          return switch (response.statusCode()) {
            case 200, 201, 204 -> Put.STORED;
            case 412 -> Put.EXISTS;
            default -> throw failure(signature, response.statusCode(), response.body());
          };
        });
  }

  /** Removes an object; one that is not there is no error. */
  void delete(Signature signature) throws StorageUnreachableException, SupersededException {
    retry.<Void, RuntimeException>call(
        () -> {
          var request = request(signature.current(), BodyPublishers.noBody(), limit(0));
          var response = http.send(request.build(), null, errorBody());
          if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
            throw failure(signature, response.statusCode(), response.body());
          }
          return null;
        });
  }

  private static HttpResponse.BodyHandler<byte[]> errorBody() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ERROR_BYTES);
  }

  private static HttpRequest.Builder request(
      SignedRequest signed, java.net.http.HttpRequest.BodyPublisher body, Duration limit)
      throws StorageUnreachableException {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(signed.url()))
              .timeout(limit)
              .method(signed.method(), body);
      signed.headers().entrySet().stream()
          .filter(header -> !SET_BY_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT)))
          .forEach(header -> request.header(header.getKey(), header.getValue()));
      return request;
    } catch (IllegalArgumentException quotesTheUrl) {
      throw new StorageUnreachableException("init-service signed a URL that cannot be used.", null);
    }
  }

  private static TransientException failure(Signature signature, int status, byte[] body)
      throws StorageUnreachableException {
    Matcher code = CODE.matcher(new String(body, StandardCharsets.UTF_8));
    String message = "S3 answered " + status + (code.find() ? " " + code.group(1) : "") + ".";
    if (status == 403) {
      signature.refused();
    }
    if (status >= 500 || PASSING.contains(status)) {
      return new TransientException(message);
    }
    throw new StorageUnreachableException(message, null);
  }

  private static Duration limit(long length) {
    return Duration.ofSeconds(30 + length / (256 * 1024));
  }
}
