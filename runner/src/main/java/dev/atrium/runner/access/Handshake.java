package dev.atrium.runner.access;

import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.access.HubClient.Answer;
import dev.atrium.runner.config.RunnerConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Signs a browser in at one of the runner's hosts by way of the hub, which alone knows people: the
 * authorization code flow of OAuth 2.0 (RFC 6749, section 4.1) with a nonce in a cookie in place of
 * PKCE. Nothing is kept here between the two steps.
 */
@ApplicationScoped
public class Handshake {

  static final String RETURN = "/.atrium/return";

  private static final String AGAIN = "Try again";

  private final RunnerConfig config;
  private final HubClient hub;
  private final Tokens tokens;

  @Inject
  Handshake(RunnerConfig config, HubClient hub, Tokens tokens) {
    this.config = config;
    this.hub = hub;
    this.tokens = tokens;
  }

  /**
   * Sends the browser to the hub. A nonce that is still there is used again, so that several tabs
   * that sign in at once do not spoil each other's.
   */
  void begin(RoutingContext context, Site site, Cookies cookies) {
    String nonce = cookies.single(Cookies.NONCE).filter(Nonce::isWellFormed).orElseGet(Nonce::next);
    String location =
        config.hubOrigin()
            + "/open?project="
            + config.project()
            + "&nonce="
            + Nonce.hash(nonce)
            + "&return="
            + ReturnPath.encode(ReturnPath.returnUrl(site, context.request().uri()));
    List<String> set = new ArrayList<>();
    if (cookies.has(site.cookie())) {
      set.addAll(SetCookie.expired(site.cookie()));
    }
    set.add(SetCookie.nonce(nonce));
    Answers.redirect(context, 302, location, set);
  }

  /**
   * Takes the code that the hub sent the browser back with.
   *
   * @param cookie what the site's cookie holds for a session that was granted
   * @param signedIn whether the site's cookie is good: another tab was quicker, and its handshake
   *     used up what this one needs
   */
  void finish(
      RoutingContext context,
      Site site,
      Cookies cookies,
      Function<Session, String> cookie,
      Predicate<String> signedIn) {
    String to = ReturnPath.of(context.request().getParam("to"));
    String code = context.request().getParam("code");
    String nonce = cookies.single(Cookies.NONCE).orElse(null);
    if (cookies.single(site.cookie()).filter(signedIn).isPresent()) {
      Answers.redirect(context, 303, to, List.of());
      return;
    }
    if (code == null || code.length() > 200 || nonce == null || !Nonce.isWellFormed(nonce)) {
      refused(context, to);
      return;
    }
    hub.exchange(new CodeExchange(config.project(), code, nonce, ReturnPath.returnUrl(site, to)))
        .onSuccess(
            answer -> {
              switch (answer) {
                case Answer.Granted granted -> grant(context, site, to, granted, cookie);
                case Answer.Refused refused -> refused(context, to);
                case Answer.Unreachable unreachable -> unreachable(context, to);
              }
            });
  }

  private void grant(
      RoutingContext context,
      Site site,
      String to,
      Answer.Granted granted,
      Function<Session, String> cookie) {
    String token = granted.grant().token();
    String value;
    try {
      value = cookie.apply(new Session(tokens.verify(token), token));
    } catch (ProblemException notBelieved) {
      refused(context, to);
      return;
    }
    List<String> set = new ArrayList<>();
    set.add(site.app() ? SetCookie.app(value) : SetCookie.session(value));
    set.addAll(SetCookie.expired(Cookies.NONCE));
    Answers.redirect(context, 303, to, set);
  }

  private static void refused(RoutingContext context, String to) {
    Answers.page(
        context,
        401,
        Page.message(
            "That sign-in did not work",
            "It took too long, was used before, or began in another browser.",
            AGAIN,
            to));
  }

  private static void unreachable(RoutingContext context, String to) {
    Answers.page(
        context,
        503,
        Page.message(
            "The home page does not answer",
            "Signing in needs it; your project runs and loses nothing meanwhile.",
            AGAIN,
            to));
  }

  /** A session that the hub granted and that was verified. */
  record Session(Caller caller, String token) {}
}
