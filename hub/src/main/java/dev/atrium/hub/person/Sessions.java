package dev.atrium.hub.person;

import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.keys.Secrets;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sign-ins of browsers: they live as long as they are used within the configured lifetime. */
@ApplicationScoped
public class Sessions {

  /** A session is prolonged at most this often, so that reading a page is not a write. */
  private static final Duration PROLONG_EVERY = Duration.ofHours(1);

  @Inject HubConfig config;
  @Inject Clock clock;

  /**
   * Opens a session.
   *
   * @return its token, for the browser only
   */
  @Transactional
  public String open(String person) {
    String token = Secrets.random();
    var session = new HubSession();
    session.tokenHash = Secrets.sha256(token);
    session.personId = person;
    session.createdAt = clock.instant();
    session.expiresAt = session.createdAt.plus(config.sessionLifetime());
    session.persist();
    return token;
  }

  /** Who holds this token; empty if it is unknown, ended or expired. */
  @Transactional
  public Optional<SignedIn> find(String token) {
    HubSession session = HubSession.findById(Secrets.sha256(token));
    var now = clock.instant();
    if (session == null || !now.isBefore(session.expiresAt)) {
      return Optional.empty();
    }
    var prolonged = now.plus(config.sessionLifetime());
    if (session.expiresAt.isBefore(prolonged.minus(PROLONG_EVERY))) {
      session.expiresAt = prolonged;
    }
    Person person = Person.findById(session.personId);
    return Optional.of(new SignedIn(person.id, person.name, session.tokenHash));
  }

  /** Whether a session that was found earlier still stands. */
  @Transactional
  public boolean lives(SignedIn session) {
    HubSession row = HubSession.findById(session.session());
    return row != null && clock.instant().isBefore(row.expiresAt);
  }

  /** Ends a session and with it every Repl session that grew out of it. */
  @Transactional
  public void end(SignedIn session) {
    HubSession.deleteById(session.session());
  }

  @Scheduled(every = "PT1H", delayed = "PT1M")
  @Transactional
  void forgetExpired() {
    HubSession.delete("expiresAt <= ?1", clock.instant());
  }
}
