package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConflictNamesTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:15:42Z");

  @Test
  void theNameSaysWhenAndKeepsTheExtension() {
    assertThat(name("src/notes.txt")).isEqualTo("src/notes (conflict 2026-11-21 10-15).txt");
    assertThat(name("Makefile")).isEqualTo("Makefile (conflict 2026-11-21 10-15)");
    assertThat(name(".env")).isEqualTo(".env (conflict 2026-11-21 10-15)");
  }

  @Test
  void aNameThatIsTakenGetsANumber() {
    Set<String> taken =
        Set.of("a (conflict 2026-11-21 10-15).txt", "a (conflict 2026-11-21 10-15 2).txt");
    assertThat(
            ConflictNames.beside(
                    ProjectPath.of("a.txt"), AT, path -> taken.contains(path.toString()))
                .toString())
        .isEqualTo("a (conflict 2026-11-21 10-15 3).txt");
  }

  @Test
  void theLongestNamesAreShortenedToFit() {
    assertThat(name("x".repeat(251) + ".txt").length()).isEqualTo(ProjectPath.MAX_NAME_BYTES);
    assertThat(name("é".repeat(125) + ".txt")).endsWith("(conflict 2026-11-21 10-15).txt");
    assertThat(name("😀".repeat(62) + ".txt")).endsWith("(conflict 2026-11-21 10-15).txt");
  }

  @Test
  void aCopyIsKnownByItsName() {
    for (String file : List.of("a.txt", "noextension", ".bashrc", "x".repeat(251) + ".txt")) {
      ProjectPath path = ProjectPath.of(file);
      assertThat(ConflictNames.isCopy(path, ProjectPath.of(name(file)))).as(file).isTrue();
      assertThat(ConflictNames.isCopy(path, path)).as(file).isFalse();
    }
    assertThat(ConflictNames.isCopy(ProjectPath.of("b.txt"), ProjectPath.of(name("a.txt"))))
        .isFalse();
  }

  private static String name(String path) {
    return ConflictNames.beside(ProjectPath.of(path), AT, taken -> false).toString();
  }
}
