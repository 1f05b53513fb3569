package dev.atrium.hub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.web.NoticePage;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;

/** A problem as a page for people, or as a problem detail for programs. */
public final class PlainPage {

  private static final String HTML = "text/html;charset=UTF-8";
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private PlainPage() {}

  /** The page, for people only. */
  public static Response of(Problem problem) {
    return Response.status(problem.status())
        .header("Content-Type", HTML)
        .header("Cache-Control", "no-store")
        .entity(html(problem, "/"))
        .build();
  }

  /**
   * Answers with the page if the client reads HTML, else with the problem detail.
   *
   * @param home where the page leads back to, or null if it cannot tell
   */
  public static void send(HttpServerRequest request, Problem problem, String home) {
    String accept = request.getHeader("Accept");
    boolean html = accept != null && accept.contains("text/html");
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", html ? HTML : Problem.MEDIA_TYPE)
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-store")
        .end(html ? html(problem, home) : json(problem));
  }

  private static String json(Problem problem) {
    try {
      return Codec.JSON.writeValueAsString(problem);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String html(Problem problem, String home) {
    return new NoticePage(problem.title(), problem.detail(), home, "Back to projects").html();
  }
}
