package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.session.TextEdit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatchTest {

  @Test
  void editsAreMadeAllAtOnce() {
    assertThat(TextPatch.apply("hello world", List.of())).isEqualTo("hello world");
    assertThat(
            TextPatch.apply(
                "hello world",
                List.of(
                    new TextEdit(0, 5, "bye"), new TextEdit(5, 0, ","), new TextEdit(11, 0, "!"))))
        .isEqualTo("bye, world!");
    assertThat(TextPatch.apply("", List.of(new TextEdit(0, 0, "x")))).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "4, 0", "0, 4", "3, 1", "2147483647, 2147483647", "1, 2147483647"})
  void editsOutsideTheTextAreRefused(int offset, int length) {
    assertRefused(new TextEdit(offset, length, "x"));
  }

  @Test
  void editsThatOverlapOrGoBackAreRefused() {
    assertRefused(new TextEdit(0, 2, "x"), new TextEdit(1, 1, "y"));
    assertRefused(new TextEdit(2, 0, "x"), new TextEdit(1, 0, "y"));
    assertRefused(new TextEdit(0, 1, null));
    assertRefused((TextEdit) null);
  }

  private static void assertRefused(TextEdit... edits) {
    assertThatThrownBy(() -> TextPatch.apply("abc", Arrays.asList(edits)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> assertThat(failure.problem().field()).isEqualTo("patch"));
  }
}
