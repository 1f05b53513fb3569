package dev.atrium.runner.search;

import dev.atrium.api.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * A path pattern as editors have it: {@code *} and {@code ?} within a name, {@code **} for any
 * directories, {@code {a,b}} for alternatives. It matches a path, or a directory above it, anywhere
 * in the project; with a leading slash only from the root. Matching takes time proportional to
 * pattern times path, whatever the pattern is. Pure.
 */
final class Glob {

  static final int MAX_LENGTH = 1_000;
  static final int MAX_ALTERNATIVES = 200;
  private static final String ANY_DIRECTORIES = "**";

  /** One list of segment patterns for each alternative. */
  private final List<List<String>> alternatives;

  private Glob(List<List<String>> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Reads comma separated patterns; blank ones are left out.
   *
   * @param field the input's name, for the problem
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}
   */
  static Glob parse(String field, String patterns) {
    if (patterns == null || patterns.isBlank()) {
      return new Glob(List.of());
    }
    if (patterns.length() > MAX_LENGTH) {
      throw ProblemType.INVALID_FIELD.thrownFor(field, "At most " + MAX_LENGTH + " characters.");
    }
    if (closing("{" + patterns + "}", 0) != patterns.length() + 1) {
      throw ProblemType.INVALID_FIELD.thrownFor(field, "Every '{' needs its '}'.");
    }
    List<List<String>> alternatives = new ArrayList<>();
    for (String pattern : expand(field, "{" + patterns + "}")) {
      if (!pattern.isBlank()) {
        alternatives.add(segments(pattern.strip()));
      }
    }
    return new Glob(List.copyOf(alternatives));
  }

  /** True if no pattern was given at all. */
  boolean isEmpty() {
    return alternatives.isEmpty();
  }

  /** Whether a pattern matches this path or a directory above it. */
  boolean matches(List<String> path) {
    for (List<String> pattern : alternatives) {
      if (matches(pattern, path)) {
        return true;
      }
    }
    return false;
  }

  /** Dynamic programming over segments: {@code reached[j]} says that j of them are consumed. */
  private static boolean matches(List<String> pattern, List<String> path) {
    boolean[] reached = new boolean[path.size() + 1];
    reached[0] = true;
    for (String segment : pattern) {
      boolean[] next = new boolean[path.size() + 1];
      boolean before = false;
      for (int j = 0; j <= path.size(); j++) {
        if (segment.equals(ANY_DIRECTORIES)) {
          before |= reached[j];
          next[j] = before;
        } else if (j > 0) {
          next[j] = reached[j - 1] && nameMatches(segment, path.get(j - 1));
        }
      }
      reached = next;
    }
    for (int j = 1; j < reached.length; j++) {
      if (reached[j]) {
        return true;
      }
    }
    return false;
  }

  /** The usual two pointers: on a mismatch the last star takes one character more. */
  static boolean nameMatches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int starred = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starred = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starred;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static List<String> segments(String pattern) {
    List<String> segments = new ArrayList<>();
    boolean anchored = pattern.startsWith("/") || pattern.startsWith("./");
    if (!anchored) {
      segments.add(ANY_DIRECTORIES);
    }
    for (String segment : pattern.split("/")) {
      boolean repeated =
          segment.equals(ANY_DIRECTORIES)
              && !segments.isEmpty()
              && segments.getLast().equals(ANY_DIRECTORIES);
      if (!segment.isEmpty() && !segment.equals(".") && !repeated) {
        segments.add(segment);
      }
    }
    // 'src/**' means what is below src, which matching directories above says already.
    if (segments.size() > 1 && segments.getLast().equals(ANY_DIRECTORIES)) {
      segments.removeLast();
    }
    return List.copyOf(segments);
  }

  /** Writes out the first group of alternatives, and so on until none is left. */
  private static List<String> expand(String field, String pattern) {
    List<String> pending = new ArrayList<>(List.of(pattern));
    List<String> done = new ArrayList<>();
    while (!pending.isEmpty()) {
      String next = pending.removeLast();
      int open = next.indexOf('{');
      int close = open < 0 ? -1 : closing(next, open);
      if (close < 0) {
        done.add(next);
      } else {
        for (String part : split(next.substring(open + 1, close))) {
          pending.add(next.substring(0, open) + part + next.substring(close + 1));
        }
      }
      if (pending.size() + done.size() > MAX_ALTERNATIVES) {
        throw ProblemType.INVALID_FIELD.thrownFor(
            field, "At most " + MAX_ALTERNATIVES + " alternatives.");
      }
    }
    return done;
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> split(String group) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(group.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(group.substring(start));
    return parts;
  }
}
