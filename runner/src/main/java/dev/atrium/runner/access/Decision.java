package dev.atrium.runner.access;

import dev.atrium.api.problem.Problem;

/** What becomes of a request. */
sealed interface Decision {

  /**
   * It goes on.
   *
   * @param credential the token or cookie value that was believed
   */
  record Pass(Caller caller, String credential, boolean byCookie) implements Decision {}

  /** A person's browser has to sign in first. */
  record SignIn() implements Decision {}

  /** It is answered with a problem. */
  record Refuse(Problem problem) implements Decision {}
}
