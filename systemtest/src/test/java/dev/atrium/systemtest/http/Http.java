package dev.atrium.systemtest.http;

import static dev.atrium.testing.Patience.PATIENCE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plain HTTP to an installation: no cookie jar, no redirects, nothing a browser would add, so that
 * a test says exactly what it sends. Names under {@code localhost} are dialled at 127.0.0.1.
 */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Http() {}

  /** A request to {@code address} with its host in the Host header. */
  public static Request to(String method, URI address) {
    return new Request(method, address);
  }

  public static Request get(URI address) {
    return to("GET", address);
  }

  /** A request in the making. */
  public static final class Request {

    private final String method;
    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = {};

    private Request(String method, URI address) {
      this.method = method;
      this.address = address;
      headers.put("Host", address.getRawAuthority());
    }

    /** Sets a header; null leaves it out. */
    public Request header(String name, String value) {
      if (value == null) {
        headers.remove(name);
      } else {
        headers.put(name, value);
      }
      return this;
    }

    public Request json(String json) {
      return body("application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public Request body(String type, byte[] bytes) {
      body = bytes;
      return header("Content-Type", type);
    }

    /** Its head with one header more, such as a length that its body does not have. */
    public RawHttp.Head head(String more) {
      var head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      return new RawHttp.Head(address.getPort(), head + more + "\r\n\r\n");
    }

    private String target() {
      URI dialled = dial(address);
      return dialled.getRawPath()
          + (dialled.getRawQuery() == null ? "" : "?" + dialled.getRawQuery());
    }

    public HttpResponse<String> send() {
      try {
        var request =
            HttpRequest.newBuilder(dial(address))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  /** Where to connect for an address whose name only browsers resolve. */
  public static URI dial(URI address) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(address.getScheme() + "://127.0.0.1:" + address.getPort() + path + query);
  }
}
