package dev.atrium.runner.web;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.Answers;
import dev.atrium.web.WebAssets;
import dev.atrium.web.WebSite;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Serves the IDE's pages, to whoever the access filter let through. */
@ApplicationScoped
class IdeSite {

  /** What belongs to other routes is not looked for among the pages. */
  private static final List<String> OTHERS = List.of("/api/", "/q/", "/ws", "/collab/");

  private final WebSite site = WebSite.of(WebAssets.IDE, path -> false);

  void register(@Observes Router router) {
    router.route().order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT).handler(this::serve);
    router.route().order(Integer.MAX_VALUE).handler(IdeSite::nothingHere);
  }

  private static void nothingHere(RoutingContext context) {
    Answers.problem(context, ProblemType.NOT_FOUND.with("There is nothing at this address."));
  }

  private void serve(RoutingContext context) {
    if (OTHERS.stream().anyMatch(context.normalizedPath()::startsWith)) {
      context.next();
    } else {
      site.handle(context);
    }
  }
}
