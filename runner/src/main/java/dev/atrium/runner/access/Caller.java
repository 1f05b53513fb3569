package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemType;

/**
 * Who is calling, after the token was verified.
 *
 * @param person the person's id, or {@code engine}
 * @param name the name to show
 * @param role what the caller is to this project
 * @param session the session's id, or null for a program's token
 */
public record Caller(String person, String name, Role role, String session) {

  /** The key under which a verified caller travels on a Vert.x routing context. */
  public static final String KEY = "atrium.caller";

  /**
   * Lets the caller pass or throws.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-allowed}
   */
  public void require(Door door) {
    if (!role.opens(door)) {
      throw ProblemType.NOT_ALLOWED.thrown(
          "Your role here is "
              + role.name().toLowerCase(java.util.Locale.ROOT)
              + "; ask the owner.");
    }
  }
}
