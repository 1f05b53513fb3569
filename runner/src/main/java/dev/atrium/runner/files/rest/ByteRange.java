package dev.atrium.runner.files.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One satisfiable range of a representation (RFC 9110, section 14). Pure.
 *
 * @param first the first byte's offset
 * @param last the last byte's offset, inclusive
 */
record ByteRange(long first, long last) {

  /** A range that starts behind the end: {@code 416}. */
  static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

  private static final Pattern SINGLE =
      Pattern.compile("bytes\\s*=\\s*(\\d{1,18})?\\s*-\\s*(\\d{1,18})?\\s*");

  /**
   * Reads a {@code Range} header. Empty means the whole representation: there is no header, or it
   * is one that a server may ignore (malformed, another unit, several ranges).
   */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = header == null ? null : SINGLE.matcher(header);
    if (matcher == null || !matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first == null) {
      return last == null ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
    }
    long from = Long.parseLong(first);
    long to = last == null ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(from >= size ? UNSATISFIABLE : new ByteRange(from, Math.min(to, size - 1)));
  }

  long length() {
    return last - first + 1;
  }

  private static ByteRange suffix(long length, long size) {
    return length == 0 || size == 0
        ? UNSATISFIABLE
        : new ByteRange(Math.max(0, size - length), size - 1);
  }
}
