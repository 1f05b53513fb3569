package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitRulesTest {

  @Test
  void objectsComeBeforeWhatRefersToThemAndDeletionsLast() {
    List<Change> ordered =
        GitRules.inSafeOrder(
            List.of(
                gone(".git/objects/old"),
                file("app/.git/refs/heads/main"),
                file(".git/HEAD"),
                file(".git/objects/ab/cd"),
                file("src/main.js"),
                file("app/.git/objects/ef/01")));

    assertThat(ordered)
        .extracting(change -> change.path().toString())
        .containsExactly(
            ".git/objects/ab/cd",
            "src/main.js",
            "app/.git/objects/ef/01",
            "app/.git/refs/heads/main",
            ".git/HEAD",
            ".git/objects/old");
  }

  @Test
  void whatIsReplacedBySomethingElseGoesFirst() {
    List<Change> ordered = GitRules.inSafeOrder(List.of(file("b"), gone("a"), file("a")));
    assertThat(ordered.getFirst().isDeletion()).isTrue();
  }

  @Test
  void aRepositoryIsTheOutermostGitDirectory() {
    assertThat(GitRules.repository(ProjectPath.of("sub/.git/modules/x/.git/HEAD")))
        .isEqualTo(ProjectPath.of("sub/.git"));
    assertThat(GitRules.repository(ProjectPath.of(".gitignore"))).isNull();
  }

  private static Change file(String path) {
    return Workspace.file(path, "x", null);
  }

  private static Change gone(String path) {
    return Change.delete(ProjectPath.of(path), null, null, Cause.DISK, Instant.EPOCH);
  }
}
