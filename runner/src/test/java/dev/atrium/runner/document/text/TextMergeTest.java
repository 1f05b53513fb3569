package dev.atrium.runner.document.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.TextEdit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextMergeTest {

  @Test
  void takesInWhatTheOtherSideInserted() {
    assertThat(merged("one\ntwo\n", "one\nTWO\n", "one!\ntwo\nthree\n"))
        .isEqualTo("one!\nTWO\nthree\n");
  }

  @Test
  void insertionsAtOnePlaceAreBothThere() {
    assertThat(merged("ab", "aXb", "aYb")).isIn("aXYb", "aYXb");
  }

  @Test
  void whatWasTypedInsideADeletedLineStays() {
    assertThat(merged("keep\ngone\nkeep\n", "keep\nkeep\n", "keep\ngo typed ne\nkeep\n"))
        .isEqualTo("keep\n typed keep\n");
  }

  @Test
  void whatBothDeletedIsGoneOnce() {
    assertThat(merged("a\nb\nc\n", "a\nc\n", "a\nc\n")).isEqualTo("a\nc\n");
  }

  @Test
  void withoutABaseNothingIsDeleted() {
    String merged = apply("abc\nnew\n", TextMerge.additions("abX\n", "abc\nnew\n"));
    assertThat(merged).contains("c", "new", "X");
  }

  @Test
  void differencesAreExact() {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      String a = text(random);
      String b = random.nextInt(4) == 0 ? text(random) : changed(a, random);
      assertThat(apply(a, TextMerge.between(a, b))).isEqualTo(b);
    }
  }

  /** Each side inserts characters that nobody else has, so that each can be looked for. */
  @Test
  void nothingThatEitherSideInsertedIsLostOrDoubled() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      String base = text(random);
      String theirs = withMarks(changed(base, random), random, 0xE000);
      String current = withMarks(changed(base, random), random, 0xE800);
      String merged = merged(base, theirs, current);
      for (String side : List.of(theirs, current)) {
        String marks =
            side.codePoints()
                .filter(c -> c >= 0xE000 && c < 0xF000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        marks
            .chars()
            .forEach(
                mark -> assertThat(merged.chars().filter(c -> c == mark).count()).isEqualTo(1));
      }
    }
  }

  @Test
  void aLongTextThatDiffersEverywhereIsReplacedInBoundedTime() {
    String a =
        IntStream.range(0, 60_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    String b = a.replace("line", "\tline");
    assertThat(apply(a, TextMerge.between(a, b))).isEqualTo(b);
  }

  @Test
  void pairsOfSurrogatesAreNotDivided() {
    for (TextEdit edit : TextMerge.between("x\uD83D\uDE00y", "x\uD83D\uDE01y")) {
      assertThat(edit).isEqualTo(new TextEdit(1, 2, "\uD83D\uDE01"));
    }
  }

  private static String merged(String base, String theirs, String current) {
    return apply(current, TextMerge.edits(base, theirs, current));
  }

  static String apply(String text, List<TextEdit> edits) {
    StringBuilder all = new StringBuilder(text);
    int before = -1;
    for (TextEdit edit : edits) {
      assertThat(edit.offset()).isGreaterThanOrEqualTo(before);
      before = edit.offset() + edit.length();
    }
    for (TextEdit edit : edits.reversed()) {
      all.replace(edit.offset(), edit.offset() + edit.length(), edit.text());
    }
    return all.toString();
  }

  private static String text(Random random) {
    return IntStream.range(0, random.nextInt(30))
        .mapToObj(
            i -> "l" + random.nextInt(12) + (random.nextInt(5) == 0 ? "\uD83D\uDE00" : "") + "\n")
        .collect(Collectors.joining());
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int[] points = changed.codePoints().toArray();
      int at = random.nextInt(points.length + 1);
      int end = Math.min(points.length, at + random.nextInt(12));
      String kept = new String(points, 0, at);
      String rest = new String(points, end, points.length - end);
      changed = new StringBuilder(kept + (random.nextBoolean() ? "zz\n" : "") + rest);
    }
    return changed.toString();
  }

  private static String withMarks(String text, Random random, int first) {
    StringBuilder marked = new StringBuilder(text);
    for (int i = 0; i < 5; i++) {
      int at = marked.codePointCount(0, marked.length());
      marked.insert(marked.offsetByCodePoints(0, random.nextInt(at + 1)), (char) (first + i));
    }
    return marked.toString();
  }
}
