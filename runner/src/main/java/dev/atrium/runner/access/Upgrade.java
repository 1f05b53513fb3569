package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** What every WebSocket of the runner asks of a request before it becomes one. */
public final class Upgrade {

  private Upgrade() {}

  /**
   * Who is let in.
   *
   * @throws dev.atrium.api.problem.ProblemException if nobody is signed in, the role does not open
   *     the door, or no WebSocket is asked for
   */
  public static Caller admit(RoutingContext context, Door door) {
    Caller caller = context.get(Caller.KEY);
    if (caller == null) {
      throw ProblemType.NOT_SIGNED_IN.thrown("Open the project from the home page to sign in.");
    }
    caller.require(door);
    if (!"websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
      throw ProblemType.MALFORMED_REQUEST.thrown("This address speaks WebSocket only.");
    }
    return caller;
  }

  /** Answers a handshake that failed, unless that has been done. */
  public static void failed(RoutingContext context) {
    if (!context.response().ended()) {
      Answers.problem(context, ProblemType.MALFORMED_REQUEST.with("Not a WebSocket."));
    }
  }
}
