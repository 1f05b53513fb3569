package dev.atrium.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Requests without a Host, which Vert.x refuses before any filter sees them. */
public final class Hostless {

  private Hostless() {}

  /** Has them answered in another way than with an empty page. */
  public static void answer(Router router, Consumer<RoutingContext> answer) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .failureHandler(
            context -> {
              if (context.request().authority() == null) {
                answer.accept(context);
              } else {
                context.next();
              }
            });
  }
}
