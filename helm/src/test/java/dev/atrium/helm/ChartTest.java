package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart as a whole. */
class ChartTest {

  private static final Path DEFINITIONS = Path.of("..", "k8s", "crds");

  @Test
  void passesAStrictLint() {
    LintResult result = new Helm(Rendered.CHART).lint().strict().call();
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages())
        .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
  }

  /** A chart holds its CRDs itself; they are copies, which {@code -Datrium.docs.write} renews. */
  @Test
  void installsTheDefinitionsThatTheClassesMake() throws IOException {
    Path copies = Rendered.CHART.resolve("crds");
    List<Path> definitions = filesOf(DEFINITIONS);
    if (Boolean.getBoolean("atrium.docs.write")) {
      for (Path definition : definitions) {
        Files.writeString(copies.resolve(definition.getFileName()), Files.readString(definition));
      }
    }
    assertThat(filesOf(copies)).extracting(Path::getFileName).isEqualTo(names(definitions));
    for (Path definition : definitions) {
      assertThat(copies.resolve(definition.getFileName()))
          .as("run with -Datrium.docs.write=true")
          .hasSameTextualContentAs(definition);
    }
  }

  private static List<Path> names(List<Path> files) {
    return files.stream().map(Path::getFileName).toList();
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
