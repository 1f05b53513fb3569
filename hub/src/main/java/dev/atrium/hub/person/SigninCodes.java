package dev.atrium.hub.person;

import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.keys.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One-time codes that sign a browser in, printed where only their owner reads. */
@ApplicationScoped
public class SigninCodes {

  /** Long enough to come back to a terminal after lunch. */
  static final Duration LIFETIME = Duration.ofHours(12);

  @Inject EntityManager database;
  @Inject HubConfig config;
  @Inject Clock clock;

  /** The address that signs this person in, once. */
  @Transactional
  public String address(String person) {
    String code = Secrets.random();
    database
        .createNativeQuery("delete from signin_code where expires_at <= :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
    database
        .createNativeQuery(
            "insert into signin_code (code_hash, person_id, expires_at)"
                + " values (:hash, :person, :expires)")
        .setParameter("hash", Secrets.sha256(code))
        .setParameter("person", person)
        .setParameter("expires", clock.instant().plus(LIFETIME))
        .executeUpdate();
    return config.origin() + "/signin?code=" + code;
  }

  /**
   * Uses a code up; of two requests at once only one gets the person.
   *
   * @return whom it signs in; empty if it is unknown, used or expired
   */
  @Transactional
  public Optional<String> redeem(String code) {
    List<?> persons =
        database
            .createNativeQuery(
                "delete from signin_code where code_hash = :hash and expires_at > :now"
                    + " returning person_id",
                String.class)
            .setParameter("hash", Secrets.sha256(code))
            .setParameter("now", clock.instant())
            .getResultList();
    return persons.stream().map(String.class::cast).findFirst();
  }
}
