package dev.atrium.runner.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a browser goes after it signed in: a path on the same host and never anywhere else. Pure.
 */
final class ReturnPath {

  /**
   * One slash, then no second one: {@code //host} names another host, and so does {@code /\host} to
   * browsers, which also drop tabs and line breaks; so only visible ASCII without backslashes.
   */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,2000}");

  private static final String HANDSHAKE = "/.atrium/";

  private ReturnPath() {}

  /** The path and query itself if it stays on this host, else {@code /}. */
  static String of(String path) {
    boolean local = path != null && LOCAL.matcher(path).matches() && !path.startsWith(HANDSHAKE);
    return local ? path : "/";
  }

  /** The address that the hub brings the code back to. */
  static String returnUrl(Site site, String path) {
    return site.origin() + "/.atrium/return?to=" + encode(of(path));
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
