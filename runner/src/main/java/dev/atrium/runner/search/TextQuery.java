package dev.atrium.runner.search;

import dev.atrium.api.files.SearchHit;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a search looks for, and where it is in a file. Immutable; pure but for the deadline. */
final class TextQuery {

  static final int MAX_QUERY = 1_000;
  static final int PREVIEW_UNITS = 250;
  private static final String WORD = "[\\p{L}\\p{N}_]";

  /** Where a NUL byte marks a file as binary, as git and grep have it. */
  private static final int BINARY_PROBE_BYTES = 8_000;

  private final Pattern pattern;

  /** The very text to look for, or null where a pattern is needed. */
  private final String literal;

  private TextQuery(Pattern pattern, String literal) {
    this.pattern = pattern;
    this.literal = literal;
  }

  /**
   * Reads a request's query.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}
   */
  static TextQuery of(SearchRequest request) {
    String query = request.query();
    if (query == null || query.isEmpty() || query.length() > MAX_QUERY) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "query", "Between 1 and " + MAX_QUERY + " characters.");
    }
    if (!request.regex() && request.matchCase() && !request.wholeWord()) {
      return new TextQuery(null, query);
    }
    String regex = request.regex() ? query : Pattern.quote(query);
    if (request.wholeWord()) {
      regex = "(?<!" + WORD + ")(?:" + regex + ")(?!" + WORD + ")";
    }
    int flags = Pattern.MULTILINE;
    if (!request.matchCase()) {
      flags |= Pattern.CASE_INSENSITIVE;
      // Folding beyond ASCII costs twice the time, so only a query that needs it pays.
      flags |= query.chars().allMatch(c -> c < 0x80) ? 0 : Pattern.UNICODE_CASE;
    }
    try {
      return new TextQuery(Pattern.compile(regex, flags), null);
    } catch (PatternSyntaxException bad) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "query", "Not a regular expression: " + bad.getDescription() + ".");
    }
  }

  static boolean isBinary(byte[] content) {
    for (int i = 0; i < Math.min(content.length, BINARY_PROBE_BYTES); i++) {
      if (content[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first hits in a file.
   *
   * @param limit the most hits
   * @throws InterruptibleText.TimedOutException if a pattern is at work when the deadline passes
   */
  List<SearchHit> find(ProjectPath path, byte[] content, int limit, Deadline deadline) {
    String text = new String(content, StandardCharsets.UTF_8);
    List<SearchHit> hits = new ArrayList<>();
    Lines lines = new Lines(text);
    if (literal != null) {
      int at = text.indexOf(literal);
      while (at >= 0 && hits.size() < limit) {
        hits.add(lines.hit(path, at, at + literal.length()));
        at = text.indexOf(literal, at + literal.length());
      }
      return hits;
    }
    Matcher matcher = pattern.matcher(new InterruptibleText(text, deadline));
    while (hits.size() < limit && matcher.find()) {
      if (matcher.end() > matcher.start()) {
        hits.add(lines.hit(path, matcher.start(), matcher.end()));
      }
    }
    return hits;
  }

  /** Turns ascending offsets into lines, counting each line break once. */
  private static final class Lines {
    private final String text;
    private int line = 1;
    private int lineStart;

    Lines(String text) {
      this.text = text;
    }

    SearchHit hit(ProjectPath path, int start, int end) {
      int newline;
      while ((newline = text.indexOf('\n', lineStart)) >= 0 && newline < start) {
        line++;
        lineStart = newline + 1;
      }
      int lineEnd = newline < 0 ? text.length() : newline;
      if (lineEnd > lineStart && text.charAt(lineEnd - 1) == '\r') {
        lineEnd--;
      }
      int length = Math.max(0, Math.min(end, lineEnd) - start);
      int from = Math.max(lineStart, Math.min(start - 50, lineEnd - PREVIEW_UNITS));
      int to = Math.min(lineEnd, from + PREVIEW_UNITS);
      from = wholeCharacter(from);
      to = wholeCharacter(to);
      return new SearchHit(
          path,
          line,
          start - lineStart + 1,
          length,
          text.substring(from, Math.max(from, to)),
          start - from + 1);
    }

    /** Never cuts a surrogate pair, because a lone half cannot be sent as UTF-8. */
    private int wholeCharacter(int at) {
      return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
          ? at - 1
          : at;
    }
  }
}
