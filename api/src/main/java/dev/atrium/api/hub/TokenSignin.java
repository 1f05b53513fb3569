package dev.atrium.api.hub;

/**
 * {@code POST /api/signin}.
 *
 * @param token the installation's admin token
 */
public record TokenSignin(String token) {

  /** Without the token, so that no log has it. */
  @Override
  public String toString() {
    return "TokenSignin[…]";
  }
}
