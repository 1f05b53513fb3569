package dev.atrium.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code k8s/examples} holds is understood, all of it, and nothing is lost on the way back.
 */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "k8s", "examples");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static List<Path> examples() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void comesBackAsItWas(Path example) throws IOException {
    JsonNode written = YAML.readTree(example.toFile());
    Repl repl = YAML.treeToValue(written, Repl.class);

    assertThat((JsonNode) YAML.valueToTree(repl)).isEqualTo(written);
    assertThat(repl.getSpec().project()).matches(ReplSpec.PROJECT_PATTERN);
  }

  @Test
  void noTwoShareAProjectOrAName() throws IOException {
    var seen = new HashSet<String>();
    for (Path example : examples()) {
      Repl repl = YAML.readValue(example.toFile(), Repl.class);
      assertThat(seen.add("project " + repl.getSpec().project())).as("%s", example).isTrue();
      assertThat(seen.add("name " + repl.getMetadata().getName())).as("%s", example).isTrue();
    }
  }
}
