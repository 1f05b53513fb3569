package dev.atrium.runner.document.text;

import dev.atrium.api.session.TextEdit;
import dev.atrium.ydoc.diff.TextDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits that somebody made of an older text, carried over to what the text has become meanwhile.
 * What either side inserted is there afterwards, once; what either side deleted is gone.
 */
public final class TextMerge {

  private TextMerge() {}

  /**
   * The edits of {@code current} that bring in what {@code theirs} made of {@code base}.
   *
   * @return ascending and apart from each other
   */
  public static List<TextEdit> edits(String base, String theirs, String current) {
    return carried(between(base, theirs), base, current);
  }

  /** The edits that make one text of another, ascending and apart from each other. */
  public static List<TextEdit> between(String from, String to) {
    return TextDiff.between(from, to).stream()
        .map(edit -> new TextEdit(edit.index(), edit.deleted(), edit.inserted()))
        .toList();
  }

  /** Edits of {@code base} as edits of {@code current}, which was made of it too. */
  public static List<TextEdit> carried(List<TextEdit> made, String base, String current) {
    return base.equals(current) ? made : over(made, between(base, current));
  }

  /**
   * The text with the edits made, which are ascending and apart; an edit may end beyond its end.
   */
  public static String apply(String text, List<TextEdit> edits) {
    StringBuilder all = new StringBuilder(text);
    for (TextEdit edit : edits.reversed()) {
      int end = (int) Math.min(all.length(), (long) edit.offset() + edit.length());
      all.replace(edit.offset(), end, edit.text());
    }
    return all.toString();
  }

  /** The edit that makes any text this one. */
  public static List<TextEdit> replacement(String text) {
    return List.of(new TextEdit(0, Integer.MAX_VALUE, text));
  }

  /**
   * The edits of {@code current} that bring in what only {@code theirs} has, when nobody knows what
   * both were made from: nothing is deleted.
   */
  public static List<TextEdit> additions(String theirs, String current) {
    return between(current, theirs).stream()
        .filter(edit -> !edit.text().isEmpty())
        .map(edit -> new TextEdit(edit.offset() + edit.length(), 0, edit.text()))
        .toList();
  }

  /**
   * Edits of a text, as edits of what others made of the same text.
   *
   * @param made ascending and apart from each other
   * @param others the same
   */
  static List<TextEdit> over(List<TextEdit> made, List<TextEdit> others) {
    List<Kept> kept = kept(others);
    List<TextEdit> moved = new ArrayList<>();
    int next = 0;
    for (TextEdit edit : made) {
      int end = edit.offset() + edit.length();
      while (kept.get(next).end() <= edit.offset()) {
        next++;
      }
      Kept first = kept.get(next);
      add(moved, first.at() + Math.max(0, edit.offset() - first.start()), 0, edit.text());
      for (int i = next; i < kept.size() && kept.get(i).start() < end; i++) {
        Kept piece = kept.get(i);
        int from = Math.max(edit.offset(), piece.start());
        add(moved, piece.at() + from - piece.start(), Math.min(end, piece.end()) - from, "");
      }
    }
    return moved;
  }

  /** What the others left of the text: {@code start} to {@code end} now stands at {@code at}. */
  private record Kept(int start, int end, int at) {}

  private static List<Kept> kept(List<TextEdit> others) {
    List<Kept> kept = new ArrayList<>();
    int start = 0;
    int at = 0;
    for (TextEdit other : others) {
      kept.add(new Kept(start, other.offset(), at));
      at += other.offset() - start + other.text().length();
      start = other.offset() + other.length();
    }
    kept.add(new Kept(start, Integer.MAX_VALUE, at));
    return kept;
  }

  private static void add(List<TextEdit> edits, int offset, int length, String text) {
    TextEdit last = edits.isEmpty() ? null : edits.getLast();
    if (last != null && last.offset() + last.length() == offset && text.isEmpty()) {
      edits.set(edits.size() - 1, new TextEdit(last.offset(), last.length() + length, last.text()));
    } else if (length > 0 || !text.isEmpty()) {
      edits.add(new TextEdit(offset, length, text));
    }
  }
}
