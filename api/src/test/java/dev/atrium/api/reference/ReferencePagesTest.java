package dev.atrium.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The generated pages of {@code docs/reference} say what the records say. {@code
 * -Datrium.docs.write=true} writes them anew.
 */
class ReferencePagesTest {

  private static final Path REFERENCE = Path.of("..", "docs", "reference");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void problemsPageIsCurrent() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Problems

            Generated from `ProblemType`. Over HTTP a problem is an `application/problem+json` body (RFC 9457), over the session
            WebSocket a `problem` frame. `detail` says what happened this time and the way out; `field` names the input at fault.

            | type | status | title |
            |---|---|---|
            """);
    for (ProblemType type : ProblemType.values()) {
      Problem problem = type.with("");
      page.append(
          "| `%s` | %d | %s |\n".formatted(problem.type(), problem.status(), problem.title()));
    }
    page.append("\n## Close codes of the WebSockets\n\n| code | name |\n|---|---|\n");
    for (CloseCode code : CloseCode.values()) {
      page.append("| %d | `%s` |\n".formatted(code.code(), code));
    }
    assertCurrent("problems.md", page.toString());
  }

  @Test
  void sessionFrameSchemasAreCurrent() throws IOException {
    assertCurrent("client-frames.schema.json", schemaOf(ClientFrame.class));
    assertCurrent("server-frames.schema.json", schemaOf(ServerFrame.class));
  }

  private static String schemaOf(Class<?> frames) throws IOException {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              Class<?> raw = type.getErasedType();
              boolean text =
                  raw == ProjectPath.class || raw == ContentHash.class || raw == Instant.class;
              return text
                  ? new com.github.victools.jsonschema.generator.CustomDefinition(
                      context.getGeneratorConfig().createObjectNode().put("type", "string"), true)
                  : null;
            });
    ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(frames);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static void assertCurrent(String name, String content) throws IOException {
    Path page = REFERENCE.resolve(name);
    if (Boolean.getBoolean("atrium.docs.write")) {
      Files.writeString(page, content);
    }
    assertThat(page).as("run with -Datrium.docs.write=true").hasContent(content);
  }
}
