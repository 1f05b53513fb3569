package dev.atrium.ydoc.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextDiffTest {

  @Test
  void theSameTextNeedsNoEdit() {
    assertThat(TextDiff.between("a\nb\n", "a\nb\n")).isEmpty();
    assertThat(TextDiff.between("", "")).isEmpty();
  }

  @Test
  void onlyWhatChangedIsTouched() {
    assertThat(TextDiff.between("one\ntwo\nthree\n", "one\n2\nthree\n"))
        .containsExactly(new TextEdit(4, 3, "2"));
    assertThat(TextDiff.between("one\nthree\n", "one\ntwo\nthree\n"))
        .containsExactly(new TextEdit(4, 0, "two\n"));
    assertThat(TextDiff.between("int count = 1;", "int total = 1;"))
        .containsExactly(new TextEdit(4, 5, "total"));
    assertThat(
            TextDiff.between(
                "foo(a, b);\nbar();\nfoo(a, b);\n", "foo(a, x, b);\nbar();\nfoo(b);\n"))
        .containsExactly(new TextEdit(7, 0, "x, "), new TextEdit(22, 3, ""));
  }

  @Test
  void otherLinesAreNotMadeOfTheEndsOfOldOnes() {
    assertThat(TextDiff.between("typed-1;\ntyped-2;\nend\n", "sed-3;\nend\n"))
        .containsExactly(new TextEdit(0, 18, "sed-3;\n"));
    assertThat(TextDiff.between("a = foo(1, 2, 3);\n", "a = foo(1,\n2, 3);\n"))
        .as("a line that was divided")
        .containsExactly(new TextEdit(10, 1, "\n"));
  }

  @Test
  void linesThatWereSetAnewAndLinesThatWentAreToldApart() {
    assertThat(TextDiff.between("typed-1;\ntyped-16;\ntyped-7;\n", "  typed-1;\n  typed-7;\n"))
        .containsExactly(
            new TextEdit(0, 0, "  "), new TextEdit(9, 10, ""), new TextEdit(19, 0, "  "));
  }

  @Test
  void aLineThatIsInsertedInFrontOfAnotherOneThatChangesStaysInFront() {
    Doc doc = new Doc();
    Text text = doc.text("text");
    text.insert(0, "one\ntwo\n");
    Doc browser = new Doc();
    browser.applyUpdate(doc.encodeStateAsUpdate(), null);
    browser.text("text").insert(4, "typed\n");

    TextDiff.update(text, "one\nTWO\n", "disk");
    doc.applyUpdate(browser.encodeStateAsUpdate(), "browser");

    assertThat(text).hasToString("one\ntyped\nTWO\n");
  }

  @Test
  void pairsStayWhole() {
    List<TextEdit> edits = TextDiff.between("x😀y", "x😁y");

    assertThat(edits).containsExactly(new TextEdit(1, 2, "😁"));
  }

  @Test
  void lineBreaksAreCharactersLikeOthers() {
    assertThat(applied("a\nb\n", "a\r\nb\r\n")).isEqualTo("a\r\nb\r\n");
    assertThat(TextDiff.between("a\nb", "a\nb\n")).containsExactly(new TextEdit(3, 0, "\n"));
  }

  @RepeatedTest(200)
  void theEditsLeadToTheNewText(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String before = randomText(random);
    String after = random.nextInt(4) == 0 ? randomText(random) : edited(before, random);

    assertThat(applied(before, after)).isEqualTo(after);
  }

  @Test
  void whatOthersTypeMeanwhileSurvives() {
    Doc doc = new Doc();
    Text text = doc.text("text");
    text.insert(0, "function f() {\n  return 1\n}\n");
    Doc browser = new Doc();
    browser.applyUpdate(doc.encodeStateAsUpdate(), null);
    browser.text("text").insert(0, "// typed meanwhile\n");
    browser.text("text").insert(browser.text("text").toString().indexOf("1"), "40 + ");

    TextDiff.update(text, "function f() {\n    return 1;\n}\n", "disk");
    doc.applyUpdate(browser.encodeStateAsUpdate(), "browser");

    assertThat(text).hasToString("// typed meanwhile\nfunction f() {\n    return 40 + 1;\n}\n");
  }

  @Test
  void oneUpdateIsOneTransaction() {
    Doc doc = new Doc();
    List<Object> origins = new ArrayList<>();
    doc.onUpdate((update, transaction) -> origins.add(transaction.origin()));

    TextDiff.update(doc.text("text"), "a\nb\n", "disk");
    TextDiff.update(doc.text("text"), "a\nb\n", "disk");

    assertThat(origins).containsExactly("disk");
  }

  @Test
  void textsWithoutAnythingInCommonTakeBoundedWork() {
    String before = lines("old", 200_000);
    String after = lines("new", 200_000);
    String longLine = "ab".repeat(500_000);

    assertThat(TextDiff.between(before, after)).hasSizeLessThan(10);
    assertThat(applied(longLine, "ba".repeat(400_000))).hasSize(800_000);
    assertThat(applied("x\n".repeat(200_000), "y\nx\n".repeat(100_000))).hasSize(400_000);
  }

  @Test
  void aSmallChangeInALargeTextIsASmallEdit() {
    String before = lines("line", 100_000);
    String after = before.replace("line 500\n", "line five hundred\n").replace("line 90000\n", "");

    assertThat(TextDiff.between(before, after))
        .hasSize(2)
        .allSatisfy(edit -> assertThat(edit.deleted() + edit.inserted().length()).isLessThan(20));
  }

  @Test
  void aTextWithEmbedsHasNoPlainForm() {
    Text text = new Doc().text("text");
    text.insertEmbed(0, Map.of("image", "x"), Map.of());

    assertThatThrownBy(() -> TextDiff.update(text, "plain", "disk"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String lines(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> name + " " + i + "\n")
        .collect(Collectors.joining());
  }

  private static String applied(String before, String after) {
    Text text = new Doc().text("text");
    text.insert(0, before);
    TextDiff.update(text, after, null);
    return text.toString();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(List.of("a", "b", "if (", "}", "😀", "\n", "\n", "\r\n").get(random.nextInt(8)));
    }
    return text.toString();
  }

  private static String edited(String before, Random random) {
    int[] codePoints = before.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int codePoint : codePoints) {
      switch (random.nextInt(12)) {
        case 0 -> text.append("new");
        case 1 -> {}
        default -> text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
