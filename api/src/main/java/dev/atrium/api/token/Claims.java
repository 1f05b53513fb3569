package dev.atrium.api.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atrium.api.access.Role;
import java.time.Instant;

/**
 * What an Atrium token says: a JWT (RFC 7519) signed with EdDSA (RFC 8037).
 *
 * @param audience see {@link Audience}
 * @param subject the person's id, {@code runner}, {@code engine}, {@code hub} or {@code operator}
 * @param name the person's display name, or null for a program's own token
 * @param project the project it is for, or null for a service's token, which is for all
 * @param title the project's display name when the token was signed, or null
 * @param role what the person is to the project, or null for a program's own token
 * @param epoch the runner's epoch, or null where there is none
 * @param session the id by which a browser session is renewed and revoked, or null
 * @param issuedAt when it was signed
 * @param expiresAt when it stops to be valid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claims(
    String audience,
    String subject,
    String name,
    String project,
    String title,
    Role role,
    Long epoch,
    String session,
    Instant issuedAt,
    Instant expiresAt) {

  public static final String RUNNER = "runner";
  public static final String ENGINE = "engine";
  public static final String HUB = "hub";
  public static final String OPERATOR = "operator";

  /** A person's session on one Repl. */
  public static Claims session(
      String project,
      String person,
      String name,
      Role role,
      String session,
      Instant now,
      Instant until) {
    return new Claims(
        Audience.repl(project), person, name, project, null, role, null, session, now, until);
  }

  /** A runner towards init-service: one project, one epoch. */
  public static Claims runner(String project, long epoch, Instant now, Instant until) {
    return new Claims(
        Audience.INIT_SERVICE, RUNNER, null, project, null, null, epoch, null, now, until);
  }

  /** The hub towards init-service: every project, no contents' signatures. */
  public static Claims hubToInitService(Instant now, Instant until) {
    return new Claims(Audience.INIT_SERVICE, HUB, null, null, null, null, null, null, now, until);
  }

  /** The operator towards init-service: to make sure that a project is there, nothing else. */
  public static Claims operatorToInitService(Instant now, Instant until) {
    return new Claims(
        Audience.INIT_SERVICE, OPERATOR, null, null, null, null, null, null, now, until);
  }

  /** The engine towards one Repl's runner: flush, activity. */
  public static Claims engine(String project, Instant now, Instant until) {
    return new Claims(
        Audience.repl(project), ENGINE, null, project, null, null, null, null, now, until);
  }

  /** The same claims that also tell what the project is called. */
  public Claims titled(String title) {
    return new Claims(
        audience, subject, name, project, title, role, epoch, session, issuedAt, expiresAt);
  }
}
