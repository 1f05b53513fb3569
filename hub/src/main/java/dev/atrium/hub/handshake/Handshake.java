package dev.atrium.hub.handshake;

import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.hub.SessionGrant;
import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.api.token.Claims;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.keys.SigningKeys;
import dev.atrium.hub.person.Person;
import dev.atrium.hub.person.SignedIn;
import dev.atrium.hub.project.Membership;
import dev.atrium.hub.project.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/**
 * Brings a signed-in browser's identity to a Repl's host, which shares no cookie with the hub: the
 * authorization code flow of OAuth 2.0 (RFC 6749, 4.1) in small, with a nonce in the place of PKCE.
 */
@ApplicationScoped
public class Handshake {

  static final Duration CODE_LIFETIME = Duration.ofSeconds(30);
  static final Duration SESSION_LIFETIME = Duration.ofHours(12);

  /** However often it is renewed, a session ends after this. */
  static final Duration SESSION_MAX_AGE = Duration.ofDays(30);

  @Inject CodeStore codes;
  @Inject Projects projects;
  @Inject SigningKeys keys;
  @Inject Clock clock;

  /** A code for a member, to be brought to exactly {@code returnUrl}. */
  @Transactional
  public String issue(String project, SignedIn person, String nonceHash, String returnUrl) {
    var now = clock.instant();
    String code = Secrets.random();
    codes.put(
        code,
        new IssuedCode(
            project, person.id(), person.session(), nonceHash, returnUrl, now.plus(CODE_LIFETIME)),
        now);
    return code;
  }

  /**
   * Redeems a code. Whatever the outcome, the code is used up.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code code-refused}
   */
  @Transactional
  public SessionGrant exchange(CodeExchange exchange) {
    var issued = exchange.code() == null ? null : codes.take(exchange.code()).orElse(null);
    if (issued == null || !issued.fits(exchange, clock.instant())) {
      throw refused();
    }
    return open(issued);
  }

  private SessionGrant open(IssuedCode issued) {
    var membership =
        projects.find(issued.project(), issued.person()).orElseThrow(Handshake::refused);
    var session = new ReplSession();
    session.id = Secrets.random();
    session.projectId = issued.project();
    session.personId = issued.person();
    session.hubSession = issued.hubSession();
    session.createdAt = clock.instant();
    session.persist();
    return grant(session, membership);
  }

  /**
   * A fresh token for a session that still stands.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  @Transactional
  public SessionGrant renew(SessionRenewal renewal) {
    var claims = verify(renewal);
    ReplSession session = ReplSession.findById(claims.session());
    if (session == null
        || !session.projectId.equals(claims.project())
        || clock.instant().isAfter(session.createdAt.plus(SESSION_MAX_AGE))) {
      throw ended();
    }
    var membership =
        projects.find(session.projectId, session.personId).orElseThrow(Handshake::ended);
    return grant(session, membership);
  }

  private Claims verify(SessionRenewal renewal) {
    if (renewal.project() == null
        || !renewal.project().matches(StoredProject.ID_PATTERN)
        || renewal.token() == null) {
      throw ended();
    }
    var claims = keys.forRepl(renewal.project()).verify(renewal.token());
    if (claims.session() == null) {
      throw ended();
    }
    return claims;
  }

  private SessionGrant grant(ReplSession session, Membership membership) {
    Person person = Person.findById(session.personId);
    var now = clock.instant();
    var until = now.plus(SESSION_LIFETIME);
    var claims =
        Claims.session(
                session.projectId,
                person.id,
                person.name,
                membership.role(),
                session.id,
                now,
                until)
            .titled(membership.project().name);
    return new SessionGrant(keys.signer().sign(claims), until);
  }

  private static ProblemException refused() {
    return ProblemType.CODE_REFUSED.thrown("Open the project from the home page once more.");
  }

  private static ProblemException ended() {
    return ProblemType.NOT_SIGNED_IN.thrown("The session has ended; open the project again.");
  }
}
