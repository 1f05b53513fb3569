package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration files, held against the generated page of what can be configured. */
class KnownPropertiesTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(atrium\\.[^`]+)` \\| (\\S+)");

  /** What comes from Secrets, and what the image knows. */
  private static final Set<String> ELSEWHERE =
      Set.of("atrium.storage.access-key", "atrium.storage.secret-key", "atrium.storage.templates");

  static Stream<Rendered> rendered() {
    return ValueSets.rendered();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyPropertyExists(Rendered chart) throws IOException {
    Set<String> known = rows().map(row -> row.group(1)).collect(Collectors.toSet());
    for (String service : Set.of("atrium-hub", "atrium-operator", "atrium-init-service")) {
      assertThat(ConfigurationTest.properties(chart, service).stringPropertyNames())
          .filteredOn(property -> property.startsWith("atrium."))
          .isSubsetOf(known);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "atrium-hub, atrium.hub.",
    "atrium-operator, atrium.operator.",
    "atrium-init-service, atrium.storage."
  })
  void everyRequiredPropertyIsSet(String service, String prefix) throws IOException {
    Set<String> required =
        rows()
            .filter(row -> row.group(2).equals("required"))
            .map(row -> row.group(1))
            .filter(property -> property.startsWith(prefix) && !ELSEWHERE.contains(property))
            .collect(Collectors.toSet());
    assertThat(required).isNotEmpty();
    assertThat(ConfigurationTest.properties(Rendered.defaults(), service).stringPropertyNames())
        .containsAll(required);
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(PAGE)).results();
  }
}
