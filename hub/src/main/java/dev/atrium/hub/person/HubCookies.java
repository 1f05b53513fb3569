package dev.atrium.hub.person;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The hub's cookies. Chromium and Firefox take Secure ones from http://localhost. */
public final class HubCookies {

  static final String SESSION = "__Host-atrium-hub";

  /** Where a person wanted to go before signing in. */
  static final String NEXT = "__Host-atrium-next";

  private HubCookies() {}

  static NewCookie session(String token, Duration lifetime) {
    return cookie(SESSION, token, lifetime);
  }

  /** Remembers a path that {@link ReturnPath#isSafe}. */
  public static NewCookie next(String path) {
    return cookie(NEXT, ReturnPath.encode(path), Duration.ofMinutes(10));
  }

  static NewCookie cleared(String name) {
    return cookie(name, "", Duration.ZERO);
  }

  private static NewCookie cookie(String name, String value, Duration lifetime) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .maxAge((int) lifetime.toSeconds())
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
