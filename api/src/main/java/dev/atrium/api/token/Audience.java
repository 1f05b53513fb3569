package dev.atrium.api.token;

/** Whom a token is for. A verifier accepts exactly one audience. */
public final class Audience {

  public static final String INIT_SERVICE = "atrium:init-service";
  public static final String HUB = "atrium:hub";

  private Audience() {}

  /** The audience of one Repl's runner. */
  public static String repl(String id) {
    return "atrium:repl:" + id;
  }
}
