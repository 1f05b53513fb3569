package dev.atrium.runner.access;

import dev.atrium.api.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may look at the user's app. What a browser holds there opens nothing else: the app's own
 * pages can see a ticket go by and use it in another browser, so a ticket must never lead to a
 * token that the IDE takes. Kept in memory only; after a restart a browser signs in anew, which
 * nobody sees. Thread-safe.
 */
@ApplicationScoped
public class AppSessions {

  static final Duration TICKET_LIFETIME = Duration.ofSeconds(30);

  private static final int MAX_TICKETS = 1000;
  private static final int MAX_SESSIONS = 5000;

  private final SecretMap<Caller> tickets;
  private final SecretMap<Caller> open;
  private final Sessions sessions;
  private final Clock clock;

  @Inject
  AppSessions(Clock clock, Sessions sessions) {
    this.tickets = new SecretMap<>(clock, TICKET_LIFETIME, MAX_TICKETS);
    this.open = new SecretMap<>(clock, SetCookie.SESSION_AGE, MAX_SESSIONS);
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A code for one entry, within 30 seconds. */
  String ticket(Caller caller) {
    return tickets.put(caller);
  }

  /** Whose ticket that is; it is used up. */
  Optional<Caller> redeem(String ticket) {
    return tickets.take(ticket).filter(caller -> !sessions.isEnded(caller));
  }

  /** Opens a session at the app's host; returns what its cookie holds. */
  String open(Caller caller) {
    return open.put(
        new Caller(
            caller.person(),
            caller.name(),
            caller.title(),
            caller.role(),
            caller.session(),
            clock.instant().plus(SetCookie.SESSION_AGE)));
  }

  /**
   * Whose cookie that is.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  Caller verify(String cookie) {
    return open.get(cookie)
        .filter(caller -> !sessions.isEnded(caller))
        .orElseThrow(
            () -> ProblemType.NOT_SIGNED_IN.thrown("The session at this app has ended; reload."));
  }
}
