package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnreadableTest {

  private final Unreadable unreadable = new Unreadable();

  @Test
  void nothingIsTheMatterBeforeSomethingIs() {
    assertThat(unreadable.problem()).isNull();
  }

  @Test
  void whatIsReadAgainIsNamedNoMore() {
    unreadable.add(path("secret.key"));
    unreadable.add(path("closed/inner"));
    assertThat(unreadable.problem().detail())
        .startsWith("2 paths are closed")
        .contains("closed/inner, secret.key.");

    unreadable.remove(path("closed/inner"));
    assertThat(unreadable.problem().detail()).startsWith("1 path is closed");

    unreadable.remove(path("secret.key"));
    assertThat(unreadable.problem()).isNull();
  }

  @Test
  void whatIsGoneIsNamedNoMore() {
    unreadable.add(path("kept/closed"));
    unreadable.add(path("removed/deep/closed"));
    unreadable.add(path("other/closed"));

    unreadable.listed(ProjectPath.ROOT, Set.of(path("kept"), path("other")));
    unreadable.listed(path("other"), Set.of());

    assertThat(unreadable.problem().detail()).startsWith("1 path is").contains("kept/closed");
  }

  @Test
  void manyAreCounted() {
    IntStream.range(0, 12).forEach(i -> unreadable.add(path("closed" + (10 + i))));

    assertThat(unreadable.problem().detail())
        .startsWith("12 paths are")
        .contains("closed14 and 7 more")
        .doesNotContain("closed15");
  }

  private static ProjectPath path(String path) {
    return ProjectPath.of(path);
  }
}
