package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndependenceTest {

  @Test
  void writesOfDifferentFilesShareAForce() {
    assertThat(sizes("a", "b", "c/d")).containsExactly(3);
  }

  @Test
  void writesOfTheSameFileOrOfWhatIsAboveOrBelowDoNot() {
    assertThat(sizes("a", "a")).containsExactly(1, 1);
    assertThat(sizes("a/b", "a")).containsExactly(1, 1);
    assertThat(sizes("a", "a/b", "c")).containsExactly(1, 2);
    assertThat(sizes("ab", "a", "a.b")).containsExactly(3);
  }

  private static List<Integer> sizes(String... paths) {
    return Independence.split(
            Stream.of(paths)
                .map(
                    path ->
                        new ChangeLoop.Commit(
                            List.of(Workspace.file(path, "x", null)), new CompletableFuture<>()))
                .toList())
        .stream()
        .map(List::size)
        .toList();
  }
}
