package dev.atrium.hub.frontdoor;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.project.Projects;
import dev.atrium.hub.web.HubGate;
import dev.atrium.hub.web.PlainPage;
import dev.atrium.web.Hostless;
import dev.atrium.web.NoticePage;
import dev.atrium.web.ReverseProxy;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;

/**
 * Sends every request to where its Host says: the hub, or a project's runner. It plays the part
 * that an ingress has in a cluster, comes before everything else and never reads a body.
 */
@ApplicationScoped
public class FrontDoor {

  private static final int BEFORE_EVERYTHING = 100_000;

  @Inject Places places;
  @Inject HubGate hub;
  @Inject ReplEngine engine;
  @Inject Projects projects;
  @Inject @VirtualThreads ExecutorService virtualThreads;

  private ReverseProxy proxy;

  void register(@Observes Filters filters, Vertx vertx) {
    proxy = new ReverseProxy(vertx);
    filters.register(this::route, BEFORE_EVERYTHING);
  }

  void answerTheHostless(@Observes Router router) {
    Hostless.answer(
        router,
        context ->
            PlainPage.send(
                context.request(),
                ProblemType.MALFORMED_REQUEST.with("Send one Host header."),
                places.hubOrigin()));
  }

  private void route(RoutingContext context) {
    var request = context.request();
    switch (places.of(request.getHeader("Host"), reachedAt(request))) {
      case Place.Hub here -> hub.enter(context);
      case Place.InternalHub here -> hub.enterAsProgram(context);
      case Place.Repl repl -> visit(repl, request);
      case Place.Unknown elsewhere ->
          PlainPage.send(
              request,
              ProblemType.UNKNOWN_HOST.with("Atrium answers at " + places.hubOrigin() + "."),
              places.hubOrigin());
    }
  }

  private static String reachedAt(HttpServerRequest request) {
    var local = request.localAddress();
    String host = local.hostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + local.port();
  }

  private void visit(Place.Repl repl, HttpServerRequest request) {
    var address = engine.address(repl.id());
    if (address.isPresent()) {
      proxy.forward(request, new RunnerUpstream(request, address.get()));
      return;
    }
    request.pause();
    var event = Vertx.currentContext();
    virtualThreads.execute(
        () -> {
          boolean exists = projects.exists(repl.id());
          var state = engine.status(repl.id()).state();
          event.runOnContext(done -> absent(repl, request, exists, state));
        });
  }

  private void absent(Place.Repl repl, HttpServerRequest request, boolean exists, ReplState state) {
    request.resume();
    if (!exists) {
      PlainPage.send(
          request,
          ProblemType.NOT_FOUND.with("There is no project at this address."),
          places.hubOrigin());
    } else if (state == ReplState.RUNNING) {
      // The way to it is not there yet, or not there any more. To wake it would lead back here.
      request.response().putHeader("Retry-After", "1").putHeader(NoticePage.REFRESH, "1");
      PlainPage.send(request, onItsWay(), places.hubOrigin());
    } else if (Visit.isNavigation(request)) {
      request
          .response()
          .setStatusCode(302)
          .putHeader("Location", wakeAddress(repl, request.uri()))
          .putHeader("Cache-Control", "no-store")
          .end();
    } else {
      request.response().putHeader("Retry-After", "5");
      PlainPage.send(request, asleep(), places.hubOrigin());
    }
  }

  private static Problem onItsWay() {
    return ProblemType.NOT_READY.with("The project runs; its address opens in a moment.");
  }

  private static Problem asleep() {
    return ProblemType.NOT_READY.with("The project is asleep; open it in a browser to wake it.");
  }

  private String wakeAddress(Place.Repl repl, String uri) {
    return places.hubOrigin()
        + "/open?project="
        + repl.id()
        + "&return="
        + URLEncoder.encode(repl.origin() + uri, StandardCharsets.UTF_8);
  }
}
