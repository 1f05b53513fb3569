package dev.atrium.runner.access;

import io.vertx.core.http.HttpServerResponse;

/** The security headers of everything on the IDE's host; a route may set stricter ones. */
final class IdeHeaders {

  private IdeHeaders() {}

  /** Monaco writes style elements, which is what 'unsafe-inline' for styles is for. */
  static String policy(String appOrigin) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src " + appOrigin,
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'");
  }

  static void set(HttpServerResponse response, String appOrigin) {
    response
        .putHeader("Content-Security-Policy", policy(appOrigin))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("X-Frame-Options", "DENY");
  }
}
