package dev.atrium.runner.files.rest;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code If-Match} or {@code If-None-Match} header (RFC 9110, section 13.1). Pure.
 *
 * @param any true for {@code *}
 * @param tags the listed content hashes; a tag that is none of ours can match nothing and is left
 *     out, like a weak one
 */
record Precondition(boolean any, List<ContentHash> tags) {

  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");

  /**
   * Reads a header; empty if it was not sent.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code malformed-request}
   */
  static Optional<Precondition> parse(String name, String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.strip().equals("*")) {
      return Optional.of(new Precondition(true, List.of()));
    }
    List<ContentHash> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(header);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      if (matcher.group(1) == null && matcher.group(2).matches("[0-9a-f]{64}")) {
        tags.add(new ContentHash(matcher.group(2)));
      }
    }
    if (end != header.length() || header.isBlank()) {
      throw ProblemType.MALFORMED_REQUEST.thrownFor(
          name, name + " takes '*' or entity tags in double quotes, such as \"0123abcd\".");
    }
    return Optional.of(new Precondition(false, tags));
  }

  /** Whether what stands there now is among the named; nothing matches nothing. */
  boolean matches(Optional<ContentHash> current) {
    return current.isPresent() && (any || tags.contains(current.get()));
  }
}
