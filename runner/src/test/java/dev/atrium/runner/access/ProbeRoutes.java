package dev.atrium.runner.access;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Routes that tell who came through, and open a socket for whoever did. */
@ApplicationScoped
class ProbeRoutes {

  @Inject Sessions sessions;

  void register(@Observes Router router) {
    router
        .route("/api/probe")
        .handler(context -> context.response().end(context.<Caller>get(Caller.KEY).toString()));
    router
        .route("/api/probe-socket")
        .handler(
            context -> {
              Caller caller = context.get(Caller.KEY);
              context
                  .request()
                  .toWebSocket()
                  .onSuccess(
                      socket -> {
                        Runnable forget =
                            sessions.open(caller, code -> socket.close((short) code.code()));
                        socket.closeHandler(closed -> forget.run());
                      });
            });
  }
}
