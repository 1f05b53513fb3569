package dev.atrium.hub.frontdoor;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.web.PlainPage;
import dev.atrium.web.Upstream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** A runner behind the front door: everything passes as it is. */
record RunnerUpstream(HttpServerRequest request, ReplAddress runner) implements Upstream {

  /** In seconds; a runner that was killed is back about then. */
  private static final String RETRY_AFTER = "2";

  @Override
  public SocketAddress address() {
    return SocketAddress.inetSocketAddress(runner.port(), runner.host());
  }

  @Override
  public void outgoing(MultiMap headers) {}

  @Override
  public void incoming(MultiMap headers) {}

  @Override
  public void unreachable(Throwable cause) {
    request.response().putHeader("Retry-After", RETRY_AFTER);
    PlainPage.send(
        request,
        ProblemType.NOT_READY.with("The project does not answer; it is being restarted."),
        null);
  }
}
