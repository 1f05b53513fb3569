package dev.atrium.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which file of a site a request's path names. Pure. */
final class WebPath {

  /**
   * The names that a build makes, all with a suffix, because a class path may answer for a
   * directory with its listing; everything else, percent signs included, is no file of ours.
   */
  private static final Pattern PATH =
      Pattern.compile("(/[A-Za-z0-9_@+~-][A-Za-z0-9_@+~.-]{0,199}){1,12}(?<=\\.[a-z0-9]{1,12})");

  /** A file whose name ends with a hash of its content, as Vite writes them. */
  private static final Pattern HASHED = Pattern.compile("assets/.+-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");

  private WebPath() {}

  /** The file's name below the site's directory; empty if the path cannot name one. */
  static Optional<String> of(String path) {
    if (path.equals("/")) {
      return Optional.of("index.html");
    }
    return PATH.matcher(path).matches() ? Optional.of(path.substring(1)) : Optional.empty();
  }

  /** Whether the content under this name never changes. */
  static boolean isImmutable(String name) {
    return HASHED.matcher(name).matches();
  }
}
