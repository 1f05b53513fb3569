package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Claims;
import java.time.Instant;
import java.util.Locale;

/**
 * Who is calling, after the token was verified.
 *
 * @param person the person's id, or {@link Claims#ENGINE}
 * @param name the name to show; the person's id if the token has none
 * @param title what the project is called; its id if the token does not tell
 * @param role what the caller is to this project; null for the engine, which no door of a person
 *     opens to
 * @param session the session's id, or null for a program's token
 * @param expiresAt when the token stops to be valid
 */
public record Caller(
    String person, String name, String title, Role role, String session, Instant expiresAt) {

  /** The key under which a verified caller travels on a Vert.x routing context. */
  public static final String KEY = "atrium.caller";

  static Caller of(Claims claims) {
    return new Caller(
        claims.subject(),
        claims.name() == null ? claims.subject() : claims.name(),
        claims.title() == null ? claims.project() : claims.title(),
        claims.role(),
        claims.session(),
        claims.expiresAt());
  }

  /** The same caller with another role. */
  Caller withRole(Role other) {
    return new Caller(person, name, title, other, session, expiresAt);
  }

  /** Whether this is the engine that runs the Repl, which has no role. */
  public boolean engine() {
    return role == null && Claims.ENGINE.equals(person);
  }

  /**
   * Lets the caller pass or throws.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-allowed}
   */
  public void require(Door door) {
    if (role == null || !role.opens(door)) {
      String what = role == null ? person : role.name().toLowerCase(Locale.ROOT);
      throw ProblemType.NOT_ALLOWED.thrown("Your role here is " + what + "; ask the owner.");
    }
  }

  /**
   * Lets only the engine pass.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-allowed}
   */
  public void requireEngine() {
    if (!engine()) {
      throw ProblemType.NOT_ALLOWED.thrown("Only the engine that runs this Repl may do this.");
    }
  }
}
