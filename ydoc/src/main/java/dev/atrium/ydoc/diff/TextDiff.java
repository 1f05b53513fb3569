package dev.atrium.ydoc.diff;

import dev.atrium.ydoc.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares texts line by line, and what has changed character by character. */
public final class TextDiff {

  /** More changed lines in a row, between lines that have stayed, are not looked at one by one. */
  private static final int MAX_LINE_STEPS = 1_000;

  /** More changed characters in a row of lines are not looked at one by one. */
  private static final int MAX_CHARACTER_STEPS = 200;

  /** So few characters in common between two changes are taken for an accident. */
  private static final int MIN_COMMON = 3;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<TextEdit> edits = new ArrayList<>();

  private TextDiff() {}

  /** The edits that turn one text into the other; in order, apart, and never within a pair. */
  public static List<TextEdit> between(String before, String after) {
    return new TextDiff().compare(lines(before), lines(after));
  }

  /**
   * Edits {@code text}, in one transaction of {@code origin}, until it reads {@code wanted}.
   *
   * @return the edits, by position in the text as it was
   * @throws IllegalArgumentException if the text has embeds, which a string cannot hold
   */
  public static List<TextEdit> update(Text text, String wanted, Object origin) {
    List<String> lines = new ArrayList<>();
    text.lines().forEachRemaining(lines::add);
    if (lines.stream().mapToInt(String::length).sum() != text.length()) {
      throw new IllegalArgumentException("a text with embeds has no plain form");
    }
    List<TextEdit> edits = new TextDiff().compare(lines, lines(wanted));
    if (!edits.isEmpty()) {
      text.doc().transact(origin, () -> edits.reversed().forEach(edit -> apply(text, edit)));
    }
    return edits;
  }

  /**
   * What comes goes behind what it replaces: what others insert at the same time in front of that
   * stays in front of both, rather than between what is new and what stays.
   */
  private static void apply(Text text, TextEdit edit) {
    text.insert(edit.index() + edit.deleted(), edit.inserted());
    text.delete(edit.index(), edit.deleted());
  }

  private List<TextEdit> compare(List<String> before, List<String> after) {
    int[] starts = starts(before);
    for (Hunk hunk : SequenceDiff.ofLines(number(before), number(after), MAX_LINE_STEPS)) {
      compareHunk(before, after, hunk, starts);
    }
    return List.copyOf(edits);
  }

  /** Lines that differ in blank space only are the same ones, however a formatter has set them. */
  private void compareHunk(List<String> before, List<String> after, Hunk hunk, int[] starts) {
    List<String> was = before.subList(hunk.oldStart(), hunk.oldEnd());
    List<String> is = after.subList(hunk.newStart(), hunk.newEnd());
    int line = 0;
    int there = 0;
    for (Hunk part :
        SequenceDiff.ofLines(number(stripped(was)), number(stripped(is)), MAX_LINE_STEPS)) {
      compareLines(was, is, new Hunk(line, part.oldStart(), there, part.newStart()), hunk, starts);
      compareLines(was, is, part, hunk, starts);
      line = part.oldEnd();
      there = part.newEnd();
    }
    compareLines(was, is, new Hunk(line, was.size(), there, is.size()), hunk, starts);
  }

  private void compareLines(
      List<String> was, List<String> is, Hunk part, Hunk within, int[] starts) {
    int first = within.oldStart() + part.oldStart();
    if (part.oldLength() == part.newLength() && part.oldLength() <= MAX_LINE_STEPS) {
      for (int i = 0; i < part.oldLength(); i++) {
        Characters of = new Characters(was.get(part.oldStart() + i), is.get(part.newStart() + i));
        add(starts[first + i], of, of.hunks());
      }
    } else {
      String removed = String.join("", was.subList(part.oldStart(), part.oldEnd()));
      String added = String.join("", is.subList(part.newStart(), part.newEnd()));
      Characters of = new Characters(removed, added);
      List<Hunk> hunks = of.hunks();
      add(starts[first], of, of.isSimilar(hunks) ? hunks : of.whole());
    }
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }

  private void add(int offset, Characters of, List<Hunk> hunks) {
    int at = 0;
    int index = offset;
    for (Hunk hunk : hunks) {
      index += units(of.before, at, hunk.oldStart());
      int deleted = units(of.before, hunk.oldStart(), hunk.oldEnd());
      edits.add(
          new TextEdit(index, deleted, new String(of.after, hunk.newStart(), hunk.newLength())));
      index += deleted;
      at = hunk.oldEnd();
    }
  }

  /** Code points are compared, not code units, so that no surrogate pair is torn apart. */
  private record Characters(int[] before, int[] after) {

    Characters(String before, String after) {
      this(before.codePoints().toArray(), after.codePoints().toArray());
    }

    List<Hunk> hunks() {
      return withoutAccidents(SequenceDiff.ofCharacters(before, after, MAX_CHARACTER_STEPS));
    }

    List<Hunk> whole() {
      return before.length == 0 && after.length == 0
          ? List.of()
          : List.of(new Hunk(0, before.length, 0, after.length));
    }

    /**
     * Whether lines were divided, joined or edited. Other lines in their place have characters in
     * common too, but to keep those would make one line of the ends of two.
     */
    boolean isSimilar(List<Hunk> hunks) {
      int kept = before.length - hunks.stream().mapToInt(Hunk::oldLength).sum();
      return kept * 4L >= Math.max(before.length, after.length) * 3L
          && hunks.stream().noneMatch(this::joinsLines);
    }

    /**
     * Whether the end of a line goes with the beginning of the next: what others insert between the
     * two would stand in the middle of what is left of them.
     */
    private boolean joinsLines(Hunk hunk) {
      int[] gone = Arrays.copyOfRange(before, hunk.oldStart(), hunk.oldEnd());
      boolean whole = isLineStart(hunk.oldStart()) && isLineStart(hunk.oldEnd());
      return !whole
          && Arrays.stream(gone).anyMatch(c -> c == '\n')
          && !Arrays.stream(gone).allMatch(Character::isWhitespace);
    }

    private boolean isLineStart(int at) {
      return at == 0 || at == before.length || before[at - 1] == '\n';
    }
  }

  private static List<Hunk> withoutAccidents(List<Hunk> hunks) {
    List<Hunk> joined = new ArrayList<>();
    for (Hunk hunk : hunks) {
      Hunk last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && hunk.oldStart() - last.oldEnd() < MIN_COMMON) {
        joined.removeLast();
        hunk = new Hunk(last.oldStart(), hunk.oldEnd(), last.newStart(), hunk.newEnd());
      }
      joined.add(hunk);
    }
    return joined;
  }

  private static int units(int[] codePoints, int from, int to) {
    int units = 0;
    for (int i = from; i < to; i++) {
      units += Character.charCount(codePoints[i]);
    }
    return units;
  }

  /** The same number for the same line. */
  private int[] number(List<String> lines) {
    int[] numbered = new int[lines.size()];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = numbers.computeIfAbsent(lines.get(i), line -> numbers.size());
    }
    return numbered;
  }

  /** Where each line begins, and where the text ends. */
  private static int[] starts(List<String> lines) {
    int[] starts = new int[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      starts[i + 1] = starts[i] + lines.get(i).length();
    }
    return starts;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
