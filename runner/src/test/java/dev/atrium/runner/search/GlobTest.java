package dev.atrium.runner.search;

import static dev.atrium.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atrium.api.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.ts | src/a.ts | true",
        "*.ts | a.ts | true",
        "*.ts | a.tsx | false",
        "src | src/a.ts | true",
        "src | lib/src/a.ts | true",
        "/src | lib/src/a.ts | false",
        "./src | src/a.ts | true",
        "src/*.ts | src/a.ts | true",
        "src/*.ts | src/x/a.ts | false",
        "src/**/a.ts | src/a.ts | true",
        "src/**/a.ts | src/x/y/a.ts | true",
        "src/** | src/x/y | true",
        "** | a | true",
        "**/test/** | x/test/a | true",
        "?.c | a.c | true",
        "?.c | ab.c | false",
        "*.{js,ts} | a.ts | true",
        "*.{js,t{s,sx}} | a.tsx | true",
        "a*b*c | axxbyyc | true",
        "a*b*c | axxbyy | false",
        "*.js, *.md | x.md | true"
      })
  void matches(String pattern, String path, boolean matches) {
    assertThat(Glob.parse("include", pattern).matches(List.of(path.split("/")))).isEqualTo(matches);
  }

  @Test
  void blankMeansNone() {
    assertThat(Glob.parse("include", null).isEmpty()).isTrue();
    assertThat(Glob.parse("include", " , ,").isEmpty()).isTrue();
  }

  @Test
  void hostilePatternsAreBounded() {
    assertThatThrownBy(() -> Glob.parse("include", "{a,b}".repeat(30)))
        .isInstanceOf(ProblemException.class);
    for (String unbalanced : new String[] {"a{b", "a}b", "}{"}) {
      assertThatThrownBy(() -> Glob.parse("include", unbalanced))
          .isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(() -> Glob.parse("include", "a".repeat(2_000)))
        .isInstanceOf(ProblemException.class);
    Glob stars = Glob.parse("include", "*a".repeat(400) + "b");
    Glob directories = Glob.parse("include", "**/a/".repeat(150) + "b");
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertThat(stars.matches(List.of("a".repeat(255)))).isFalse();
          assertThat(directories.matches(Collections.nCopies(1_500, "a"))).isFalse();
        });
  }
}
