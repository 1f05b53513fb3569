package dev.atrium.hub.person;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A path on the hub itself that a redirect may lead to: never another site. */
public final class ReturnPath {

  private static final int MAX_LENGTH = 3000;

  private ReturnPath() {}

  /** Whether this leads to {@code /open} of this hub and nowhere else. */
  public static boolean isSafe(String path) {
    if (path == null || path.length() > MAX_LENGTH || !path.startsWith("/open?")) {
      return false;
    }
    try {
      var uri = new URI(path);
      return uri.getRawAuthority() == null && uri.getScheme() == null;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  /** The path in an alphabet that cookies carry unquoted. */
  static String encode(String path) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(path.getBytes(StandardCharsets.UTF_8));
  }

  /** What {@link #encode} wrote, or the home page if it is missing or leads elsewhere. */
  static String decodeOrHome(String cookie) {
    try {
      String path =
          cookie == null
              ? null
              : new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
      return isSafe(path) ? path : "/";
    } catch (IllegalArgumentException garbled) {
      return "/";
    }
  }
}
