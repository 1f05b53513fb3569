package dev.atrium.runner.session;

import dev.atrium.api.access.Door;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.access.Answers;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.access.Sessions;
import dev.atrium.runner.access.Upgrade;
import dev.atrium.runner.sync.ProjectChanges;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /ws}: the session WebSocket of the IDE, VS Code and other clients.
 *
 * <p>It stands on Vert.x itself, because WebSockets Next in this Quarkus reads on while a frame is
 * handled and keeps what it reads in memory; here reading pauses (ADR 0005).
 */
@ApplicationScoped
class SessionRoute {

  static final int MAX_SESSIONS = 100;
  private static final long PING_MILLIS = 25_000;

  /** Those who come, go and move within this time are told of at once. */
  private static final long PEOPLE_MILLIS = 200;

  private static final long SEEDING_CHECK_MILLIS = 20;

  private static final long GOODBYE_MILLIS = 3000;
  private static final int AFTER_THE_GOODBYE = Interceptor.Priority.LIBRARY_AFTER + 1;

  private final Vertx vertx;
  private final Sessions sessions;
  private final SessionRequests requests;
  private final ProjectChanges changes;
  private final People people;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean tellsOfPeople = new AtomicBoolean();

  @Inject
  SessionRoute(
      Vertx vertx,
      Sessions sessions,
      SessionRequests requests,
      ProjectChanges changes,
      People people) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.requests = requests;
    this.changes = changes;
    this.people = people;
  }

  void register(@Observes Router router) {
    router.get("/ws").handler(this::upgrade);
    vertx.setPeriodic(PING_MILLIS, _ -> open.forEach(Session::ping));
    people.onChange(this::tellOfPeople);
  }

  /**
   * Waits a moment until every window has heard that the runner stops, which {@code SessionWatch}
   * told them: an HTTP server that closes waits for nobody.
   */
  void stop(@Observes @Priority(AFTER_THE_GOODBYE) ShutdownDelayInitiatedEvent stopping)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MILLIS);
    synchronized (open) {
      for (long left = GOODBYE_MILLIS; !open.isEmpty() && left > 0; ) {
        open.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
  }

  /** How many windows are connected. */
  int count() {
    return open.size();
  }

  private void upgrade(RoutingContext context) {
    Caller caller;
    try {
      caller = admit(context);
    } catch (ProblemException refused) {
      Answers.problem(context, refused.problem());
      return;
    }
    context
        .request()
        .toWebSocket()
        .onSuccess(webSocket -> start(webSocket, caller))
        .onFailure(_ -> Upgrade.failed(context));
  }

  private Caller admit(RoutingContext context) {
    Caller caller = Upgrade.admit(context, Door.READ_FILES);
    if (open.size() >= MAX_SESSIONS) {
      throw ProblemType.TOO_MANY.thrown(
          "This project has " + MAX_SESSIONS + " windows open; close some.");
    }
    return caller;
  }

  private void start(ServerWebSocket webSocket, Caller caller) {
    SessionSocket socket = new SessionSocket(webSocket, vertx.getOrCreateContext());
    Session session = new Session(webSocket, socket, caller, requests, changes);
    Runnable forget;
    try {
      forget = sessions.open(caller, code -> socket.close(code, Sessions.reason(code)));
    } catch (ProblemException tooMany) {
      socket.close(CloseCode.TOO_MANY, tooMany.problem().detail());
      return;
    }
    open.add(session);
    Runnable unsubscribe = changes.subscribe(session::event);
    webSocket.closeHandler(
        _ -> {
          closed(session);
          unsubscribe.run();
          forget.run();
          requests.disconnected(socket);
        });
    requests.connected(socket, caller);
    session.start();
    awaitSeeding(webSocket, session);
  }

  private void tellOfPeople() {
    if (tellsOfPeople.compareAndSet(false, true)) {
      vertx.setTimer(
          PEOPLE_MILLIS,
          _ -> {
            tellsOfPeople.set(false);
            open.forEach(Session::peopleChanged);
          });
    }
  }

  private void closed(Session session) {
    open.remove(session);
    synchronized (open) {
      open.notifyAll();
    }
  }

  /** The end of seeding is no event of its own, so it is looked for while a window waits. */
  private void awaitSeeding(ServerWebSocket webSocket, Session session) {
    if (session.loadOnceSeeded() || webSocket.isClosed()) {
      return;
    }
    vertx.setTimer(SEEDING_CHECK_MILLIS, _ -> awaitSeeding(webSocket, session));
  }
}
