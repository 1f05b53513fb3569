package dev.atrium.hub.web;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * Which requests to the hub must prove that they come from the hub's own pages. Every Repl's host
 * is same-site with every other on a laptop, so SameSite cookies protect nothing here.
 */
final class OriginRule {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private OriginRule() {}

  /**
   * Whether a request may pass.
   *
   * @param bearer whether it carries an Authorization header: no cookie counts then, and no foreign
   *     page can send one
   * @param origin its Origin header, or null
   */
  static boolean allows(HttpMethod method, String path, boolean bearer, String origin, String own) {
    boolean ownKey = path.startsWith("/api/handshake/") || path.startsWith("/storage/");
    return SAFE.contains(method) || bearer || ownKey || own.equals(origin);
  }
}
