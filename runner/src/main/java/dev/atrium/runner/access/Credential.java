package dev.atrium.runner.access;

/**
 * The token that a request to the IDE was believed for.
 *
 * @param byCookie whether a browser sent it as its session cookie
 */
record Credential(String token, boolean byCookie) {

  /** The key under which it travels on a Vert.x routing context. */
  static final String KEY = "atrium.credential";

  @Override
  public String toString() {
    return byCookie ? "session cookie" : "bearer token";
  }
}
