package dev.atrium.runner.preview;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.Answers;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.access.Page;
import dev.atrium.runner.access.Sessions;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.web.ReverseProxy;
import dev.atrium.web.Upstream;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The way from the app's host to the user's server on this machine. Thread-safe. */
@ApplicationScoped
public class Preview {

  private final RunnerConfig config;
  private final Sessions sessions;
  private final Clock clock;
  private final ReverseProxy proxy;
  private final SocketAddress address;
  private final SocketAddress addressV6;
  private final String scheme;
  private volatile Instant lastUsed = Instant.EPOCH;

  @Inject
  Preview(RunnerConfig config, Sessions sessions, Clock clock, Vertx vertx) {
    this.config = config;
    this.sessions = sessions;
    this.clock = clock;
    this.proxy = new ReverseProxy(vertx);
    this.address = SocketAddress.inetSocketAddress(config.appPort(), "127.0.0.1");
    this.addressV6 = SocketAddress.inetSocketAddress(config.appPort(), "::1");
    this.scheme = URI.create(config.appOrigin()).getScheme();
  }

  /** Forwards the request of someone who may see the app. */
  public void forward(RoutingContext context, Caller caller) {
    lastUsed = clock.instant();
    proxy.forward(context.request(), new Server(context, caller));
  }

  /** When somebody last asked the app for something; the epoch if nobody has. */
  public Instant lastUsed() {
    return lastUsed;
  }

  private void nothingListens(RoutingContext context) {
    String port = "$PORT (" + config.appPort() + ")";
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    boolean page =
        context.request().method().equals(HttpMethod.GET)
            && accept != null
            && accept.contains("text/html");
    if (page) {
      Answers.page(
          context,
          ProblemType.NOTHING_LISTENS.status(),
          new Page(
              "Your app is not running yet",
              "This page shows it as soon as it listens on port " + port + " of 127.0.0.1.",
              null,
              null,
              2,
              null,
              "'self' " + config.ideOrigin()));
    } else {
      Answers.problem(
          context,
          ProblemType.NOTHING_LISTENS.with(
              "Start your app and let it listen on " + port + " of 127.0.0.1."));
    }
  }

  /** The user's server, for one request. */
  private final class Server implements Upstream {

    private final RoutingContext context;
    private final Caller caller;

    Server(RoutingContext context, Caller caller) {
      this.context = context;
      this.caller = caller;
    }

    @Override
    public SocketAddress address() {
      return address;
    }

    /** Servers that listen on {@code localhost} may have taken its IPv6 address only. */
    @Override
    public Optional<SocketAddress> otherAddress() {
      return Optional.of(addressV6);
    }

    @Override
    public void outgoing(MultiMap headers) {
      String peer = context.request().connection().remoteAddress().hostAddress();
      PreviewHeaders.outgoing(headers, scheme, peer);
    }

    @Override
    public void incoming(MultiMap headers) {
      PreviewHeaders.incoming(headers, config.ideOrigin());
    }

    @Override
    public void unreachable(Throwable cause) {
      nothingListens(context);
    }

    @Override
    public void upgraded(Runnable close, Future<Void> closed) {
      try {
        Runnable forget = sessions.open(caller, code -> close.run());
        closed.onComplete(done -> forget.run());
      } catch (ProblemException tooMany) {
        close.run();
      }
    }
  }
}
