package dev.atrium.standalone.hub;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.json.Codec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that dials loopback whatever the host, and keeps the cookies of each host apart. */
final class Browser implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = vertx.createHttpClient();
  private final int port;
  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  Browser(int port) {
    this.port = port;
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body) {

    String location() {
      return headers.get("location");
    }

    <T> T as(Class<T> type) throws java.io.IOException {
      return Codec.JSON.readValue(body, type);
    }
  }

  Answer get(String url) throws Exception {
    return send(HttpMethod.GET, url, null, Map.of("Accept", "text/html,*/*;q=0.8"));
  }

  Answer send(HttpMethod method, String url, Object body, Map<String, String> headers) {
    var uri = URI.create(url);
    var options =
        new RequestOptions()
            .setMethod(method)
            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
            .setHost(uri.getHost())
            .setPort(uri.getPort())
            .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    headers.forEach(options::putHeader);
    var jar = cookies.computeIfAbsent(uri.getHost(), host -> new TreeMap<>());
    if (!jar.isEmpty()) {
      options.putHeader(
          "Cookie",
          String.join(
              "; ", jar.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList()));
    }
    return await(
        http.request(options)
            .compose(request -> transmit(request, body))
            .compose(
                response ->
                    response
                        .body()
                        .map(
                            text -> {
                              response.cookies().forEach(cookie -> keep(jar, cookie));
                              var names = new HashMap<String, String>();
                              response
                                  .headers()
                                  .forEach(
                                      (name, value) ->
                                          names.put(name.toLowerCase(Locale.ROOT), value));
                              return new Answer(response.statusCode(), names, text.toString());
                            }))
            .toCompletionStage());
  }

  private static io.vertx.core.Future<io.vertx.core.http.HttpClientResponse> transmit(
      HttpClientRequest request, Object body) {
    if (body == null) {
      return request.send();
    }
    try {
      request.putHeader("Content-Type", "application/json");
      return request.send(
          body instanceof Buffer bytes ? bytes : Buffer.buffer(Codec.JSON.writeValueAsBytes(body)));
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void keep(Map<String, String> jar, String cookie) {
    List<String> pair = List.of(cookie.split(";")[0].split("=", 2));
    if (cookie.contains("Max-Age=0")) {
      jar.remove(pair.getFirst());
    } else {
      jar.put(pair.getFirst(), pair.getLast());
    }
  }

  @Override
  public void close() {
    http.close();
    vertx.close();
  }
}
