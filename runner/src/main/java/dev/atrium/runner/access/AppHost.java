package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.preview.Preview;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Everything on the host of the user's app: private, with a sign-in of its own. Nothing from here
 * reaches the runner's own routes.
 */
@ApplicationScoped
public class AppHost {

  /** The paths that are Atrium's on the app's host; the user's server never sees them. */
  private static final String OURS = "/.atrium/";

  static final String ENTER = OURS + "enter";

  private final Site app;
  private final String ideOrigin;
  private final Gate gate;
  private final Handshake handshake;
  private final AppSessions appSessions;
  private final Preview preview;

  @Inject
  AppHost(
      RunnerConfig config,
      Tokens tokens,
      Handshake handshake,
      AppSessions appSessions,
      Preview preview) {
    this.app = Site.app(config);
    this.ideOrigin = config.ideOrigin();
    this.gate = new Gate(app, appSessions::verify, tokens::caller);
    this.handshake = handshake;
    this.appSessions = appSessions;
    this.preview = preview;
  }

  void handle(RoutingContext context, Incoming request) {
    String path = context.normalizedPath();
    if ((path + "/").startsWith(OURS)) {
      ours(context, request, path);
      return;
    }
    switch (gate.decide(request)) {
      case Decision.Pass pass -> pass(context, pass.caller());
      case Decision.Refuse refuse -> Answers.problem(context, refuse.problem());
      case Decision.SignIn signIn when request.framed() -> askTheIde(context);
      case Decision.SignIn signIn -> handshake.begin(context, app, request.cookies());
    }
  }

  private void ours(RoutingContext context, Incoming request, String path) {
    if (request.safe() && path.equals(Handshake.RETURN)) {
      handshake.finish(
          context,
          app,
          request.cookies(),
          session -> appSessions.open(session.caller()),
          Gate.believes(appSessions::verify));
    } else if (request.method().equals("GET") && path.equals(ENTER)) {
      enter(context, request);
    } else {
      Answers.problem(
          context, ProblemType.NOT_FOUND.with("Paths below " + OURS + " are Atrium's."));
    }
  }

  private void enter(RoutingContext context, Incoming request) {
    String ticket = context.request().getParam("ticket");
    Optional<Caller> caller =
        Optional.ofNullable(ticket).filter(Nonce::isWellFormed).flatMap(appSessions::redeem);
    if (caller.isPresent()) {
      String to = ReturnPath.of(context.request().getParam("to"));
      List<String> cookies = List.of(SetCookie.app(appSessions.open(caller.get())));
      Answers.redirect(context, 303, to, cookies);
    } else if (request.framed()) {
      askTheIde(context);
    } else {
      Answers.problem(context, ProblemType.CODE_REFUSED.with("Open the preview once more."));
    }
  }

  private void pass(RoutingContext context, Caller caller) {
    try {
      caller.require(Door.PREVIEW);
    } catch (ProblemException refused) {
      Answers.problem(context, refused.problem());
      return;
    }
    preview.forward(context, caller);
  }

  /**
   * In a frame the hub's cookie does not come along (it is SameSite=Lax), so the way of tabs is
   * closed; the IDE around the frame gets a ticket instead.
   */
  private void askTheIde(RoutingContext context) {
    Answers.page(
        context,
        401,
        new Page(
            "Signing in",
            "The preview needs the IDE around it; or open it in a tab of its own.",
            null,
            null,
            0,
            "parent.postMessage({type: 'atrium:preview-sign-in'}, '" + ideOrigin + "')",
            ideOrigin));
  }
}
