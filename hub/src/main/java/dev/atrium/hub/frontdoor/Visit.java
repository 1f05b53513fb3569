package dev.atrium.hub.frontdoor;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Tells people's visits from programs' requests. */
final class Visit {

  private Visit() {}

  /** Whether this is a person opening a page: only that wakes a project. */
  static boolean isNavigation(HttpServerRequest request) {
    if (request.method() != HttpMethod.GET) {
      return false;
    }
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (mode != null) {
      return mode.equals("navigate") && isTopLevel(request.getHeader("Sec-Fetch-Dest"));
    }
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** A frame, such as the preview beside an editor, may not show the hub, so it wakes nothing. */
  private static boolean isTopLevel(String destination) {
    return destination == null || destination.equals("document");
  }
}
