package dev.atrium.hub.web;

import dev.atrium.hub.person.ReturnPath;
import dev.atrium.web.WebAssets;
import dev.atrium.web.WebSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** The home pages: one built application for these paths. They hold no secret of anybody. */
@ApplicationScoped
public class HomePages {

  private static final Set<String> PAGES = Set.of("/", "/signin", "/trash");
  private static final String START = "/start/";
  private static final int BEFORE_REST = -100;

  void register(@Observes Router router) {
    var site = WebSite.of(WebAssets.HOME, HomePages::isPage);
    router.route(START + "*").order(BEFORE_REST - 1).handler(HomePages::checkReturn);
    router
        .route()
        .order(BEFORE_REST)
        .handler(
            context -> {
              if (isCode(context)) {
                context.next();
              } else {
                site.handle(context);
              }
            });
  }

  static boolean isPage(String path) {
    return PAGES.contains(path) || path.startsWith(START);
  }

  private static boolean isCode(RoutingContext context) {
    return context.normalizedPath().equals("/signin") && context.queryParams().contains("code");
  }

  /** The start page goes to its {@code return} by itself, so only the hub's own is let through. */
  private static void checkReturn(RoutingContext context) {
    String wanted = context.queryParams().get("return");
    if (wanted == null || ReturnPath.isSafe(wanted)) {
      context.next();
    } else {
      context.response().setStatusCode(302).putHeader("Location", "/").end();
    }
  }
}
