package dev.atrium.runner.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision about access looks at.
 *
 * @param fetchSite {@code Sec-Fetch-Site} (W3C Fetch Metadata), or null, as the two after it
 * @param accept {@code Accept}, or null
 * @param upgrade whether it asks to become another protocol
 * @param serviceWorker whether a browser fetches it to be a service worker's script
 */
record Incoming(
    String method,
    List<String> origins,
    List<String> authorizations,
    Cookies cookies,
    String fetchSite,
    String fetchMode,
    String fetchDest,
    String accept,
    boolean upgrade,
    boolean serviceWorker) {

  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  static Incoming of(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return new Incoming(
        request.method().name(),
        headers.getAll(HttpHeaders.ORIGIN),
        headers.getAll(HttpHeaders.AUTHORIZATION),
        Cookies.parse(headers.getAll(HttpHeaders.COOKIE)),
        headers.get("Sec-Fetch-Site"),
        headers.get("Sec-Fetch-Mode"),
        headers.get("Sec-Fetch-Dest"),
        headers.get(HttpHeaders.ACCEPT),
        headers.contains(HttpHeaders.UPGRADE),
        headers.contains("Service-Worker"));
  }

  /** Whether it changes nothing by the meaning of HTTP (RFC 9110, section 9.2.1). */
  boolean safe() {
    return SAFE.contains(method) && !upgrade;
  }

  /** Whether a browser will show the answer to a person, in a tab or in a frame. */
  boolean navigation() {
    if (!safe()) {
      return false;
    }
    return fetchMode == null
        ? accept != null && accept.contains("text/html")
        : fetchMode.equals("navigate");
  }

  /** Whether a browser will show the answer inside another page. */
  boolean framed() {
    return fetchDest != null && !fetchDest.equals("document") && navigation();
  }

  /** Whether another page than the host's own makes a browser fetch it. */
  boolean fromAnotherPlace() {
    return "same-site".equals(fetchSite) || "cross-site".equals(fetchSite);
  }

  /** The token of the only {@code Authorization: Bearer}. */
  Optional<String> bearer() {
    return authorizations.size() == 1
            && authorizations.getFirst().regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(authorizations.getFirst().substring(7).strip())
        : Optional.empty();
  }
}
