package dev.atrium.hub.web;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.frontdoor.Places;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What every request to the hub itself passes: the Origin rule and the security headers. */
@Singleton
public class HubGate {

  /** What programs call by internal addresses: runners, init-service's clients, probes. */
  private static final List<String> FOR_PROGRAMS = List.of("/storage/", "/api/handshake/", "/q/");

  /** The built pages load their own scripts only; inline styles are needed by their widgets. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Inject Places places;

  /** Lets a request at the hub's own name in; health and metrics are nobody's business there. */
  public void enter(RoutingContext context) {
    var request = context.request();
    if (context.normalizedPath().startsWith("/q/") && !isThisMachine(request)) {
      PlainPage.send(
          request, ProblemType.NOT_FOUND.with("There is no such page."), places.hubOrigin());
      return;
    }
    admit(context);
  }

  private static boolean isThisMachine(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    return peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1");
  }

  private void admit(RoutingContext context) {
    var request = context.request();
    boolean allowed =
        OriginRule.allows(
            request.method(),
            context.normalizedPath(),
            request.getHeader("Authorization") != null,
            request.getHeader("Origin"),
            places.hubOrigin());
    if (!allowed) {
      PlainPage.send(
          request,
          ProblemType.FOREIGN_ORIGIN.with("Only pages of " + places.hubOrigin() + " may do this."),
          places.hubOrigin());
      return;
    }
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    context.next();
  }

  /** Lets programs in and leads people to the hub's own name, whose cookies they have. */
  public void enterAsProgram(RoutingContext context) {
    if (FOR_PROGRAMS.stream().anyMatch(context.normalizedPath()::startsWith)) {
      admit(context);
      return;
    }
    context
        .response()
        .setStatusCode(308)
        .putHeader("Location", places.hubOrigin() + context.request().uri())
        .end();
  }
}
