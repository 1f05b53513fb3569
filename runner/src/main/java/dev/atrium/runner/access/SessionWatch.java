package dev.atrium.runner.access;

import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.access.HubClient.Answer;
import dev.atrium.runner.config.RunnerConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the hub now and then whether sessions in use still stand and with which role, so that
 * someone who lost access loses it also with a client that never asks by itself. While the hub does
 * not answer, sessions go on. Thread-safe.
 */
@ApplicationScoped
public class SessionWatch {

  /** How long a session in use goes unasked. */
  static final Duration ASK_EVERY = Duration.ofMinutes(10);

  private static final long TICK_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final int MAX_WATCHED = 1000;
  private static final Logger LOG = Logger.getLogger(SessionWatch.class);

  /** After the last edits were flushed, which is the sync engine's work at the default priority. */
  private static final int AFTER_THE_FLUSH = jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

  private final Vertx vertx;
  private final HubClient hub;
  private final Tokens tokens;
  private final Sessions sessions;
  private final String project;
  private final Clock clock;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  @Inject
  SessionWatch(
      Vertx vertx,
      HubClient hub,
      Tokens tokens,
      Sessions sessions,
      RunnerConfig config,
      Clock clock) {
    this.vertx = vertx;
    this.hub = hub;
    this.tokens = tokens;
    this.sessions = sessions;
    this.project = config.project();
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
  }

  void stop(@Observes @Priority(AFTER_THE_FLUSH) ShutdownDelayInitiatedEvent stopping) {
    sessions.stop();
  }

  /** A session's token was just believed. */
  void used(Caller caller, String token) {
    boolean known = caller.session() != null && watched.containsKey(caller.session());
    if (known || (caller.session() != null && watched.size() < MAX_WATCHED)) {
      Instant now = clock.instant();
      watched.merge(
          caller.session(),
          new Watched(token, now, now),
          (before, fresh) -> new Watched(token, before.asked, now));
    }
  }

  /** Sweeps what has expired and asks for the sessions whose turn it is. */
  void tick() {
    sessions.sweep();
    Instant due = clock.instant().minus(ASK_EVERY);
    watched.forEach(
        (session, state) -> {
          if (!state.asked.isAfter(due)) {
            ask(session, state);
          }
        });
  }

  private void ask(String session, Watched state) {
    if (!state.used.isAfter(state.asked) && !sessions.hasSocket(session)) {
      watched.remove(session);
      return;
    }
    watched.put(session, new Watched(state.token, clock.instant(), state.used));
    hub.renew(new SessionRenewal(project, state.token))
        .onSuccess(answer -> answered(session, answer));
  }

  private void answered(String session, Answer answer) {
    switch (answer) {
      case Answer.Granted granted -> renewed(session, granted.grant().token());
      case Answer.Refused refused -> {
        watched.remove(session);
        sessions.end(session);
      }
      case Answer.Unreachable unreachable -> LOG.debugf("Session %s is asked for later.", session);
    }
  }

  /** What it may do follows the token that was just granted, which stays here. */
  private void renewed(String session, String token) {
    try {
      Caller caller = tokens.verify(token);
      if (session.equals(caller.session())) {
        sessions.renewed(caller);
        watched.computeIfPresent(
            session, (id, state) -> new Watched(token, state.asked, state.used));
      }
    } catch (ProblemException notBelieved) {
      LOG.warnf("The hub renewed a session with a token that is not valid here.");
    }
  }

  /**
   * @param asked when the hub was last asked, or the session first seen
   * @param used when a request last came with it
   */
  private record Watched(String token, Instant asked, Instant used) {}
}
