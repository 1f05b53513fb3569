package dev.atrium.runner.files.rest;

import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads project paths out of raw request targets (RFC 3986). Percent-encoding is decoded exactly
 * once and to bytes, so every file name has a URI and none has a second meaning. Pure.
 */
public final class RequestPath {

  private RequestPath() {}

  /**
   * The path behind a prefix of the request target; {@code ""} is the root. An encoded slash is
   * refused, because no name has one.
   *
   * @param target the raw request target, with its query if it has one
   * @param prefix the route's own path, such as {@code /api/files/}
   * @throws InvalidPathException if the target is not below the prefix or names nothing inside
   */
  public static ProjectPath below(String prefix, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (path.equals(prefix.substring(0, prefix.length() - 1))) {
      return ProjectPath.ROOT;
    }
    if (!path.startsWith(prefix)) {
      throw new InvalidPathException("is not spelled out; send it without dot segments");
    }
    String raw = path.substring(prefix.length());
    if (raw.toUpperCase(java.util.Locale.ROOT).contains("%2F")) {
      throw new InvalidPathException("has an encoded slash, which no name contains");
    }
    return ProjectPath.ofBytes(decode(raw));
  }

  /**
   * The path in a query parameter; empty if the query has none.
   *
   * @param query the raw query without its question mark, or null
   */
  static Optional<ProjectPath> parameter(String query, String name) {
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(ProjectPath.ofBytes(decode(pair.substring(name.length() + 1))));
      }
    }
    return Optional.empty();
  }

  private static byte[] decode(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    int i = 0;
    while (i < raw.length()) {
      if (raw.charAt(i) == '%') {
        bytes.write(octet(raw, i));
        i += 3;
      } else {
        int end = raw.indexOf('%', i);
        end = end < 0 ? raw.length() : end;
        bytes.writeBytes(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return bytes.toByteArray();
  }

  private static int octet(String raw, int at) {
    int high = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new InvalidPathException("has a '%' that two hex digits do not follow");
    }
    return high << 4 | low;
  }
}
