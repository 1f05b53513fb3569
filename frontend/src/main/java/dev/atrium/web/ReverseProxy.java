package dev.atrium.web;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Forwards HTTP/1.1 requests and WebSockets to a server nearby, streaming both ways with
 * back-pressure and without a bound on size or time: uploads, server-sent events and long polls
 * pass as they are. When either side breaks off, so does the other, so a truncated answer never
 * looks whole. The Host header is kept. Thread-safe; call it on the request's own event loop.
 *
 * <p>Vert.x' own proxy was tried and not taken: its WebSocket tunnel ignores back-pressure and lets
 * all headers by unseen.
 */
public final class ReverseProxy {

  private static final int MAX_CONNECTIONS = 1000;

  private final HttpClient client;
  private final HttpClient upgrading;

  public ReverseProxy(Vertx vertx) {
    this.client = vertx.createHttpClient(options().setKeepAlive(false));
    this.upgrading = vertx.createHttpClient(options().setKeepAliveTimeout(1));
  }

  /**
   * One connection a request: a server that restarts between two requests must not cost the second
   * one, and on the way to a neighbour a connection is cheap. Without keep-alive, though, Vert.x
   * sends {@code Connection: close} in place of {@code Upgrade}, so upgrades have their own client.
   */
  private static HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(3))
        .setMaxPoolSize(MAX_CONNECTIONS)
        .setMaxWaitQueueSize(MAX_CONNECTIONS)
        .setMaxHeaderSize(64 << 10);
  }

  /** Forwards one request; its response is ended here in every case. */
  public void forward(HttpServerRequest request, Upstream upstream) {
    boolean upgrade = HopByHop.isWebSocketUpgrade(request.headers());
    request.pause();
    HttpClient there = upgrade ? upgrading : client;
    there
        .request(options(request, upstream.address()))
        .recover(
            refused ->
                upstream
                    .otherAddress()
                    .map(other -> there.request(options(request, other)))
                    .orElseGet(() -> Future.failedFuture(refused)))
        .onFailure(upstream::unreachable)
        .onSuccess(
            out -> {
              copyRequestHeaders(request, out, upstream, upgrade);
              new Exchange(request, out, upstream).run(upgrade);
            });
  }

  private static RequestOptions options(HttpServerRequest request, SocketAddress server) {
    return new RequestOptions().setServer(server).setMethod(request.method()).setURI(request.uri());
  }

  private static void copyRequestHeaders(
      HttpServerRequest request, HttpClientRequest out, Upstream upstream, boolean upgrade) {
    MultiMap headers = HopByHop.strip(request.headers());
    upstream.outgoing(headers);
    out.headers().addAll(headers);
    if (upgrade) {
      out.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      out.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    } else if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      out.setChunked(true);
    }
  }

  /** One request on its way, on one event loop. */
  private static final class Exchange {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClientRequest out;
    private final Upstream upstream;

    Exchange(HttpServerRequest request, HttpClientRequest out, Upstream upstream) {
      this.request = request;
      this.response = request.response();
      this.out = out;
      this.upstream = upstream;
    }

    void run(boolean upgrade) {
      response.closeHandler(closed -> out.reset());
      // Whatever breaks here breaks the answer too, which is where it is handled.
      out.exceptionHandler(broken -> {});
      Future<HttpClientResponse> answer;
      if (upgrade) {
        answer = out.connect();
      } else {
        answer = out.response();
        request.pipe().endOnFailure(false).to(out).onFailure(broken -> out.reset());
      }
      answer
          .onFailure(
              cause -> {
                if (!response.ended() && !response.closed()) {
                  request.resume();
                  upstream.unreachable(cause);
                }
              })
          .onSuccess(in -> answered(in, upgrade));
    }

    private void answered(HttpClientResponse in, boolean upgrade) {
      MultiMap headers = HopByHop.strip(in.headers());
      upstream.incoming(headers);
      response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
      response.headers().addAll(headers);
      if (upgrade && in.statusCode() == 101) {
        tunnel(in.netSocket());
      } else {
        stream(in);
      }
    }

    private void stream(HttpClientResponse in) {
      boolean bodiless =
          request.method().equals(HttpMethod.HEAD)
              || in.statusCode() == 204
              || in.statusCode() == 304;
      if (!bodiless && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
        response.setChunked(true);
      }
      in.pipe().endOnFailure(false).to(response).onFailure(broken -> request.connection().close());
    }

    private void tunnel(NetSocket server) {
      server.pause();
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      response.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      request
          .toNetSocket()
          .onFailure(cause -> server.close())
          .onSuccess(
              browser -> {
                Future<Void> there = browser.pipeTo(server).onComplete(done -> server.close());
                Future<Void> back = server.pipeTo(browser).onComplete(done -> browser.close());
                upstream.upgraded(browser::close, Future.join(there, back).mapEmpty());
              });
    }
  }
}
