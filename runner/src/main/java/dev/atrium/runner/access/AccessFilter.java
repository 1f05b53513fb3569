package dev.atrium.runner.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.web.Hostless;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * In front of every route, WebSocket upgrades included: routes by exact Host, then lets only
 * verified callers of the IDE's host go on to the routes behind, and hands everything for the app's
 * host to the preview. Which doors a caller's role opens is checked at each door.
 */
@ApplicationScoped
public class AccessFilter {

  /** The one thing that answers on any host: kubelets and engines call by address. */
  private static final Set<String> HEALTH = Set.of("/q/health/live", "/q/health/ready");

  private static final String METRICS = "/q/metrics";
  private static final String MANAGEMENT = "/q";

  private final Site ide;
  private final Site app;
  private final Gate gate;
  private final Tokens tokens;
  private final Handshake handshake;
  private final AppHost appHost;
  private final SessionWatch watch;

  @Inject
  AccessFilter(
      RunnerConfig config,
      Tokens tokens,
      Handshake handshake,
      AppHost appHost,
      SessionWatch watch) {
    this.ide = Site.ide(config);
    this.app = Site.app(config);
    this.gate = new Gate(ide, tokens::caller, tokens::caller);
    this.tokens = tokens;
    this.handshake = handshake;
    this.appHost = appHost;
    this.watch = watch;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, Integer.MAX_VALUE);
  }

  void answerTheHostless(@Observes Router router) {
    Hostless.answer(
        router,
        context ->
            Answers.problem(context, ProblemType.MALFORMED_REQUEST.with("Send one Host header.")));
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (HEALTH.contains(request.uri())) {
      context.next();
      return;
    }
    if (!request.uri().startsWith("/")) {
      Answers.problem(
          context, ProblemType.MALFORMED_REQUEST.with("Send a path, not a whole address."));
      return;
    }
    Optional<Site> site = Site.of(request.headers().getAll("Host"), ide, app);
    if (site.isEmpty()) {
      otherHost(context);
    } else if (site.get().app()) {
      appHost.handle(context, Incoming.of(request));
    } else {
      ideHost(context, Incoming.of(request));
    }
  }

  /** Whoever reaches the port itself on this machine may read the numbers, and nothing else. */
  private static void otherHost(RoutingContext context) {
    boolean local = isLoopback(context.request().connection().remoteAddress().hostAddress());
    if (local && context.request().uri().equals(METRICS)) {
      context.next();
    } else {
      Answers.problem(
          context, ProblemType.UNKNOWN_HOST.with("Use the address that the home page shows."));
    }
  }

  private static boolean isLoopback(String address) {
    return address != null
        && (address.startsWith("127.")
            || address.equals("::1")
            || address.equals("0:0:0:0:0:0:0:1"));
  }

  private void ideHost(RoutingContext context, Incoming request) {
    IdeHeaders.set(context.response(), app.origin());
    if (context.request().path().equals(Handshake.RETURN) && request.safe()) {
      handshake.finish(
          context, ide, request.cookies(), Handshake.Session::token, Gate.believes(tokens::caller));
      return;
    }
    switch (gate.decide(request)) {
      case Decision.Pass pass -> pass(context, pass);
      case Decision.Refuse refuse -> Answers.problem(context, refuse.problem());
      case Decision.SignIn signIn when request.framed() ->
          Answers.problem(context, ProblemType.NOT_SIGNED_IN.with("The IDE is not for frames."));
      case Decision.SignIn signIn -> handshake.begin(context, ide, request.cookies());
    }
  }

  private void pass(RoutingContext context, Decision.Pass pass) {
    boolean management = (context.normalizedPath() + "/").startsWith(MANAGEMENT + "/");
    if (management && !pass.caller().engine()) {
      Answers.problem(context, ProblemType.NOT_ALLOWED.with("That is for the engine only."));
      return;
    }
    watch.used(pass.caller(), pass.credential());
    context.put(Caller.KEY, pass.caller());
    context.put(Credential.KEY, new Credential(pass.credential(), pass.byCookie()));
    context.next();
  }
}
