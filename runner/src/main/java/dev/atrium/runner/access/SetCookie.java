package dev.atrium.runner.access;

import java.time.Duration;
import java.util.List;

/**
 * The {@code Set-Cookie} values of our own cookies. All have the {@code __Host-} prefix: Secure,
 * without a Domain, for the whole host. Browsers take Secure cookies from {@code *.localhost} over
 * plain HTTP as well.
 */
final class SetCookie {

  static final Duration SESSION_AGE = Duration.ofHours(12);
  static final Duration NONCE_AGE = Duration.ofMinutes(10);

  private SetCookie() {}

  static String session(String token) {
    return lax(Cookies.SESSION, token, SESSION_AGE);
  }

  static String nonce(String nonce) {
    return lax(Cookies.NONCE, nonce, NONCE_AGE);
  }

  /** The app's cookie has to work inside the preview frame, which is another site's page. */
  static String app(String id) {
    return partitioned(Cookies.APP, id, SESSION_AGE);
  }

  /** What makes a browser forget a cookie in both forms, whoever has set it. */
  static List<String> expired(String name) {
    return List.of(lax(name, "", Duration.ZERO), partitioned(name, "", Duration.ZERO));
  }

  private static String lax(String name, String value, Duration age) {
    return name
        + "="
        + value
        + "; Path=/; Max-Age="
        + age.toSeconds()
        + "; HttpOnly; Secure; SameSite=Lax";
  }

  private static String partitioned(String name, String value, Duration age) {
    return name
        + "="
        + value
        + "; Path=/; Max-Age="
        + age.toSeconds()
        + "; HttpOnly; Secure; SameSite=None; Partitioned";
  }
}
