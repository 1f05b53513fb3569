package dev.atrium.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Header fields that end at a proxy (RFC 9110, section 7.6.1). Pure. */
final class HopByHop {

  private static final List<String> ALWAYS =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  private HopByHop() {}

  /** A copy without the fields that end here, nor those that {@code Connection} names. */
  static MultiMap strip(MultiMap headers) {
    Set<String> ending = new HashSet<>(ALWAYS);
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",")) {
        ending.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    MultiMap rest = MultiMap.caseInsensitiveMultiMap();
    headers.forEach(
        (name, value) -> {
          if (!ending.contains(name.toLowerCase(Locale.ROOT))) {
            rest.add(name, value);
          }
        });
    return rest;
  }

  /** Whether this request asks to become a WebSocket (RFC 6455, section 4.1). */
  static boolean isWebSocketUpgrade(MultiMap headers) {
    return headers.contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
        && headers.getAll(HttpHeaders.CONNECTION).stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }
}
