package dev.atrium.initservice.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.TemplateInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that Atrium ships. */
class TemplateFilesTest {

  private static final Path TEMPLATES = Path.of("..", "templates");
  private static final Set<String> ICONS = Set.of("node", "python", "java", "go", "cpp", "html");

  static Stream<Path> templates() throws IOException {
    return Files.list(TEMPLATES).filter(Files::isDirectory).sorted();
  }

  @Test
  void everyLanguageHasOne() throws IOException {
    assertThat(templates().map(path -> path.getFileName().toString()))
        .contains("node", "python", "java", "go", "cpp", "web");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void describesItself(Path template) throws IOException {
    TemplateInfo info =
        Codec.JSON.readValue(template.resolve("template.json").toFile(), TemplateInfo.class);

    assertThat(template.getFileName().toString()).matches("[a-z][a-z0-9-]{0,30}");
    assertThat(info.title()).hasSizeBetween(1, 30);
    assertThat(info.description()).hasSizeBetween(10, 120).endsWith(".");
    assertThat(ICONS).contains(info.language());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void saysWhatRuns(Path template) throws IOException {
    String run = Codec.JSON.readTree(template.resolve("atrium.json").toFile()).get("run").asText();

    assertThat(run).isNotBlank();
    assertThat(Files.readString(template.resolve("README.md"))).startsWith("# ");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void listensWhereItIsTold(Path template) throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.append(Files.readString(file));
      }
    }
    assertThat(sources).contains("PORT");
  }
}
