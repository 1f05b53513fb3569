package dev.atrium.runner.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.web.NoticePage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The answers that the doors give themselves: problems, redirects and small pages. */
public final class Answers {

  private Answers() {}

  /** A problem for programs (RFC 9457). */
  public static void problem(RoutingContext context, Problem problem) {
    HttpServerResponse response = prepared(context, problem.status());
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    try {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(Buffer.buffer(Codec.JSON.writeValueAsBytes(problem)));
    } catch (JsonProcessingException impossible) {
      context.fail(impossible);
    }
  }

  /** A page for people. */
  public static void page(RoutingContext context, int status, Page page) {
    HttpServerResponse response =
        prepared(context, status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
            .putHeader("Content-Security-Policy", page.policy());
    if (page.refreshSeconds() > 0) {
      response.putHeader(NoticePage.REFRESH, Integer.toString(page.refreshSeconds()));
    }
    response.end(page.html());
  }

  /** Sends the browser elsewhere, with cookies on the way. */
  static void redirect(RoutingContext context, int status, String location, List<String> cookies) {
    HttpServerResponse response = prepared(context, status);
    cookies.forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie));
    response.putHeader(HttpHeaders.LOCATION, location).end();
  }

  private static HttpServerResponse prepared(RoutingContext context, int status) {
    return context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }
}
