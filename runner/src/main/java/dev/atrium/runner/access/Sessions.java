package dev.atrium.runner.access;

import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The sockets that are open, by the session they were opened with, so that they end with it; and
 * the sessions that ended before their tokens did. Thread-safe.
 */
@ApplicationScoped
public class Sessions {

  /** The most sockets that one runner keeps open. */
  static final int MAX_SOCKETS = 3_000;

  /** The most ended sessions remembered; the hub refuses to renew them in any case. */
  static final int MAX_ENDED = 10_000;

  /** No token of a session lives longer. */
  private static final Duration LONGEST_TOKEN = SetCookie.SESSION_AGE.plusMinutes(1);

  private final Clock clock;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<String, Grant> granted = new ConcurrentHashMap<>();
  private final Map<String, Instant> ended = new ConcurrentHashMap<>();

  @Inject
  Sessions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keeps a socket until its session expires or ends.
   *
   * @param close closes the socket with that code; called at most once, on any thread, and must not
   *     block
   * @return to be run when the socket is closed, for whatever reason
   * @throws dev.atrium.api.problem.ProblemException {@code too-many}
   */
  public Runnable open(Caller caller, Consumer<CloseCode> close) {
    if (sockets.size() >= MAX_SOCKETS) {
      throw ProblemType.TOO_MANY.thrown("This project has " + MAX_SOCKETS + " sockets open.");
    }
    Socket socket = new Socket(caller, close);
    sockets.add(socket);
    if (isEnded(caller)) {
      end(socket);
    }
    return () -> sockets.remove(socket);
  }

  /** What a socket that is closed with a code by {@link #open} says. */
  public static String reason(CloseCode code) {
    return code == CloseCode.STOPPING ? "The runner stops; connect again" : "Sign in again";
  }

  /** Whether this caller's session was ended before its token expired. */
  boolean isEnded(Caller caller) {
    return caller.session() != null && ended.containsKey(caller.session());
  }

  /**
   * The hub renewed a session: its sockets live on, but for those that were opened with another
   * role; these close, and what connects again has the new one.
   *
   * @param now who the hub says its person is
   */
  void renewed(Caller now) {
    granted.put(now.session(), new Grant(now.role(), now.expiresAt()));
    sockets.stream()
        .filter(s -> now.session().equals(s.caller.session()) && s.caller.role() != now.role())
        .forEach(socket -> end(socket, CloseCode.ROLE_CHANGED));
  }

  /** The caller with the role that the hub named last: an older token does not keep its own. */
  Caller current(Caller caller) {
    Grant grant = caller.session() == null ? null : granted.get(caller.session());
    return grant == null ? caller : caller.withRole(grant.role());
  }

  boolean hasSocket(String session) {
    return sockets.stream().anyMatch(socket -> session.equals(socket.caller.session()));
  }

  /** Ends a session: its sockets close now and its tokens are refused until they expire. */
  void end(String session) {
    if (ended.size() < MAX_ENDED) {
      ended.put(session, clock.instant().plus(LONGEST_TOKEN));
    }
    sockets.stream().filter(s -> session.equals(s.caller.session())).forEach(this::end);
  }

  /** Closes every socket, because the runner stops. */
  void stop() {
    sockets.forEach(socket -> end(socket, CloseCode.STOPPING));
  }

  /** Closes what has expired and forgets what needs no memory any more; called now and then. */
  void sweep() {
    Instant now = clock.instant();
    sockets.stream().filter(socket -> !expiry(socket.caller).isAfter(now)).forEach(this::end);
    granted.values().removeIf(grant -> !grant.until().isAfter(now));
    ended.values().removeIf(until -> !until.isAfter(now));
  }

  private Instant expiry(Caller caller) {
    Grant grant = caller.session() == null ? null : granted.get(caller.session());
    return grant != null && grant.until().isAfter(caller.expiresAt())
        ? grant.until()
        : caller.expiresAt();
  }

  private void end(Socket socket) {
    end(socket, CloseCode.SIGNED_OUT);
  }

  private void end(Socket socket, CloseCode why) {
    if (sockets.remove(socket)) {
      socket.close.accept(why);
    }
  }

  /** What the hub said last of a session. */
  private record Grant(Role role, Instant until) {}

  /** One open socket; two are never equal. */
  private static final class Socket {
    private final Caller caller;
    private final Consumer<CloseCode> close;

    Socket(Caller caller, Consumer<CloseCode> close) {
      this.caller = caller;
      this.close = close;
    }
  }
}
