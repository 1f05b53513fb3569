package dev.atrium.runner.preview;

import dev.atrium.runner.access.AtriumToken;
import dev.atrium.runner.access.Cookies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may pass between a browser and the user's server. Pure. */
final class PreviewHeaders {

  private PreviewHeaders() {}

  /** Takes our credentials off a request and says where it came from. */
  static void outgoing(MultiMap headers, String scheme, String peer) {
    Cookies cookies = Cookies.parse(headers.getAll(HttpHeaders.COOKIE));
    headers.remove(HttpHeaders.COOKIE);
    cookies.header(name -> !isOurs(name)).ifPresent(rest -> headers.set(HttpHeaders.COOKIE, rest));
    if (headers.getAll(HttpHeaders.AUTHORIZATION).stream().anyMatch(AtriumToken::isIn)) {
      headers.remove(HttpHeaders.AUTHORIZATION);
    }
    String before = headers.get("X-Forwarded-For");
    headers
        .remove("Forwarded")
        .set("X-Forwarded-For", before == null ? peer : before + ", " + peer)
        .set("X-Forwarded-Host", headers.get(HttpHeaders.HOST))
        .set("X-Forwarded-Proto", scheme);
  }

  /**
   * Keeps a response on its own host: no cookie for other hosts or of our names, no clearing of
   * what the whole domain has, and no frame around it but the IDE's and its own.
   */
  static void incoming(MultiMap headers, String ideOrigin) {
    List<String> cookies = headers.getAll(HttpHeaders.SET_COOKIE);
    headers.remove(HttpHeaders.SET_COOKIE);
    cookies.forEach(
        cookie -> hostOnly(cookie).ifPresent(kept -> headers.add(HttpHeaders.SET_COOKIE, kept)));
    headers.remove("Clear-Site-Data");
    headers.add("Content-Security-Policy", "frame-ancestors 'self' " + ideOrigin);
  }

  /** A {@code Set-Cookie} without its Domain; empty if its name is one of ours. */
  static Optional<String> hostOnly(String setCookie) {
    String[] parts = setCookie.split(";");
    String name = parts[0].contains("=") ? parts[0].substring(0, parts[0].indexOf('=')) : "";
    // A cookie without a name is sent as its bare value, which may read like one of ours.
    if (isOurs(name.strip()) || isOurs(parts[0].strip().replaceFirst("^=+", ""))) {
      return Optional.empty();
    }
    StringBuilder kept = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String attribute = parts[i].strip().toLowerCase(Locale.ROOT);
      if (!attribute.equals("domain") && !attribute.matches("domain\\s*=.*")) {
        kept.append(';').append(parts[i]);
      }
    }
    return Optional.of(kept.toString());
  }

  private static boolean isOurs(String name) {
    return name.regionMatches(true, 0, Cookies.OURS, 0, Cookies.OURS.length());
  }
}
