package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;

/**
 * Names for what is kept beside the file that won: {@code notes (conflict 2026-11-21 10-15).txt}.
 */
final class ConflictNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH-mm").withZone(ZoneOffset.UTC);

  private ConflictNames() {}

  /**
   * The first free name, in the same directory and with the same extension.
   *
   * @param taken tells whether something stands at a path
   */
  static ProjectPath beside(ProjectPath path, Instant at, Predicate<ProjectPath> taken) {
    String name = path.name().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    for (int number = 1; ; number++) {
      String suffix =
          " (conflict " + TIME.format(at) + (number == 1 ? ")" : " " + number + ")") + extension;
      ProjectPath candidate = path.parent().resolve(shorten(stem, suffix) + suffix);
      if (!taken.test(candidate)) {
        return candidate;
      }
    }
  }

  /** As much of the stem as a file name has room for. */
  private static String shorten(String stem, String suffix) {
    int room = ProjectPath.MAX_NAME_BYTES - bytes(suffix);
    String shortened = stem;
    while (bytes(shortened) > room) {
      int end = shortened.length() - 1;
      shortened =
          shortened.substring(0, Character.isLowSurrogate(shortened.charAt(end)) ? end - 1 : end);
    }
    return shortened;
  }

  /** An upper bound: a byte that is no UTF-8 stands as a surrogate, which counts as more. */
  private static int bytes(String text) {
    int surrogates = (int) text.chars().filter(c -> c >= 0xDC80 && c <= 0xDCFF).count();
    return text.getBytes(StandardCharsets.UTF_8).length + surrogates;
  }
}
