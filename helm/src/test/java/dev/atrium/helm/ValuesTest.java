package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code values.yaml}, its schema and its page of the reference say the same. */
class ValuesTest {

  private static final Path FILE = Rendered.CHART.resolve("values.yaml");
  private static final Path SCHEMA = Rendered.CHART.resolve("values.schema.json");
  private static final Path PAGE = Path.of("..", "docs", "reference", "helm-values.md");

  private ValuesFile file;
  private JsonNode schema;

  @BeforeEach
  void read() throws IOException {
    file = ValuesFile.read(FILE);
    schema = Rendered.YAML.readTree(SCHEMA.toFile());
  }

  @Test
  void everyValueIsExplained() throws IOException {
    List<String> unexplained = new ArrayList<>();
    collect("", Rendered.YAML.readTree(FILE.toFile()), unexplained);
    assertThat(unexplained).isEmpty();
  }

  /** Goes down to the explained keys; what is in them needs no words of its own. */
  private void collect(String path, JsonNode value, List<String> unexplained) {
    value
        .propertyStream()
        .forEach(
            property -> {
              String key = path + property.getKey();
              if (file.explains(key)) {
                return;
              }
              if (property.getValue().isObject() && !property.getValue().isEmpty()) {
                collect(key + ".", property.getValue(), unexplained);
              } else {
                unexplained.add(key);
              }
            });
  }

  @Test
  void theSchemaKnowsTheseValuesAndNoOthers() throws IOException {
    assertSame("", Rendered.YAML.readTree(FILE.toFile()), schema);
  }

  private void assertSame(String path, JsonNode values, JsonNode type) {
    assertThat(type.path("additionalProperties").asBoolean(true)).as(path).isFalse();
    assertThat(names(type.get("properties")).stream().filter(name -> !name.equals("global")))
        .as("below '%s'", path)
        .containsExactlyInAnyOrderElementsOf(names(values));
    values
        .propertyStream()
        .forEach(
            value -> {
              JsonNode inner = resolved(type.at("/properties").get(value.getKey()));
              if (inner.has("properties")) {
                assertSame(path + value.getKey() + ".", value.getValue(), inner);
              }
            });
  }

  private JsonNode resolved(JsonNode type) {
    return type.has("$ref") ? schema.at(type.get("$ref").asText().substring(1)) : type;
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(property -> property.getKey()).toList();
  }

  @Test
  void pageIsCurrent() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Values of the Helm chart

            Generated from `helm/atrium/values.yaml`. `values.schema.json` refuses everything else, with the name of what is wrong.

            | value | default | what it says |
            |---|---|---|
            """);
    for (ValuesFile.Value value : file.values()) {
      page.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(value.path(), value.fallback(), value.comment().replace("|", "\\|")));
    }
    if (Boolean.getBoolean("atrium.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run with -Datrium.docs.write=true").hasContent(page.toString());
  }
}
