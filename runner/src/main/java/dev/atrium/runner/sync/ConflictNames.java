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
public final class ConflictNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH-mm").withZone(ZoneOffset.UTC);

  private static final String MARK = " (conflict ";

  private ConflictNames() {}

  private record Parts(String stem, String extension) {

    static Parts of(ProjectPath file) {
      String name = file.toString();
      int dot = name.lastIndexOf('.');
      return dot > 0 ? new Parts(name.substring(0, dot), name.substring(dot)) : new Parts(name, "");
    }
  }

  /**
   * The first free name, in the same directory and with the same extension.
   *
   * @param taken tells whether something stands at a path
   */
  public static ProjectPath beside(ProjectPath path, Instant at, Predicate<ProjectPath> taken) {
    Parts parts = Parts.of(path.name());
    for (int number = 1; ; number++) {
      String suffix =
          MARK + TIME.format(at) + (number == 1 ? ")" : " " + number + ")") + parts.extension();
      ProjectPath candidate = path.parent().resolve(shorten(parts.stem(), suffix) + suffix);
      if (!taken.test(candidate)) {
        return candidate;
      }
    }
  }

  /** Whether a name is that of a copy of the file of that name, in the same directory. */
  public static boolean isCopy(ProjectPath file, ProjectPath name) {
    String text = name.toString();
    int mark = text.lastIndexOf(MARK);
    Parts parts = Parts.of(file);
    return mark >= 0
        && text.endsWith(")" + parts.extension())
        && text.startsWith(shorten(parts.stem(), text.substring(mark)) + MARK);
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
