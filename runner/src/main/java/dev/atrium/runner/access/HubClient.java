package dev.atrium.runner.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.hub.SessionGrant;
import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.api.json.Codec;
import dev.atrium.runner.config.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The runner's side of the hub's handshake. Never fails but answers; does not block. */
@ApplicationScoped
public class HubClient {

  private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final int MAX_ANSWER_BYTES = 16 << 10;
  private static final Logger LOG = Logger.getLogger(HubClient.class);

  private final HttpClient client;
  private final String hubUrl;

  @Inject
  HubClient(Vertx vertx, RunnerConfig config) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setMaxWaitQueueSize(100));
    this.hubUrl = config.hubUrl();
  }

  /** What the hub says. */
  sealed interface Answer {

    /** A session; its token is not verified yet. */
    record Granted(SessionGrant grant) implements Answer {}

    /** The code or the session is not to be believed. */
    record Refused() implements Answer {}

    /** The hub does not answer, or not sensibly; nothing is known. */
    record Unreachable() implements Answer {}
  }

  Future<Answer> exchange(CodeExchange exchange) {
    return post("/api/handshake/exchange", exchange);
  }

  Future<Answer> renew(SessionRenewal renewal) {
    return post("/api/handshake/renew", renewal);
  }

  private Future<Answer> post(String path, Object body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(hubUrl + path)
            .setConnectTimeout(TIMEOUT_MILLIS)
            .setIdleTimeout(TIMEOUT_MILLIS)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    return client
        .request(options)
        .compose(request -> send(request, body))
        .recover(
            failure -> {
              LOG.infof("The hub does not answer %s: %s", path, failure.getMessage());
              return Future.succeededFuture(new Answer.Unreachable());
            });
  }

  private static Future<Answer> send(HttpClientRequest request, Object body) {
    try {
      Buffer json = Buffer.buffer(Codec.JSON.writeValueAsBytes(body));
      return request.send(json).compose(HubClient::read);
    } catch (JsonProcessingException impossible) {
      return Future.failedFuture(impossible);
    }
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > MAX_ANSWER_BYTES) {
            response.request().reset();
          }
        });
    return response.end().compose(end -> answer(response.statusCode(), body));
  }

  private static Future<Answer> answer(int status, Buffer body) {
    if (status >= 400 && status < 500 && status != 408 && status != 429) {
      return Future.succeededFuture(new Answer.Refused());
    }
    if (status != 200) {
      return Future.failedFuture("it answered with status " + status);
    }
    try {
      var grant = Codec.JSON.readValue(body.getBytes(), SessionGrant.class);
      return grant.token() == null || grant.expiresAt() == null
          ? Future.failedFuture("its answer has no token")
          : Future.succeededFuture(new Answer.Granted(grant));
    } catch (java.io.IOException notJson) {
      return Future.failedFuture("its answer is not a session");
    }
  }
}
