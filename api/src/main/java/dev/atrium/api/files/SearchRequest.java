package dev.atrium.api.files;

/**
 * {@code POST /api/search}; the answer is {@code application/x-ndjson}: {@link SearchHit} lines,
 * then one {@link SearchEnd}.
 *
 * @param query text, or a regular expression (java.util.regex) if {@code regex}
 * @param include globs, comma separated; null or empty for every file
 * @param exclude globs, comma separated, beside the project's excludes
 * @param limit the most hits, 1..{@value #MAX_HITS}
 */
public record SearchRequest(
    String query,
    boolean regex,
    boolean matchCase,
    boolean wholeWord,
    String include,
    String exclude,
    int limit) {

  public static final int MAX_HITS = 10_000;
}
