package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The services' configuration files. */
class ConfigurationTest {

  @Test
  void addressesCarryThePortThatBrowsersUse() {
    Rendered chart = Rendered.with(Map.of("port", 18080));
    Properties hub = properties(chart, "atrium-hub");
    assertThat(hub.getProperty("atrium.hub.origin")).isEqualTo("http://atrium.localhost:18080");
    assertThat(hub.getProperty("atrium.hub.ide-origin"))
        .isEqualTo("http://{id}.ide.localhost:18080");
    assertThat(
            properties(Rendered.with(ValueSets.TLS), "atrium-hub").getProperty("atrium.hub.origin"))
        .isEqualTo("https://atrium.example.com");
  }

  @Test
  void annotationsReachTheOperatorAsTheyAre() throws IOException {
    JsonNode annotations =
        Rendered.YAML.readTree(
            properties(
                    Rendered.with(Map.of("ingress.annotations.example\\.com/rule", "a\\d=\"1\"")),
                    "atrium-operator")
                .getProperty("atrium.operator.ingress-annotations"));
    assertThat(annotations.get("example.com/rule").asText()).isEqualTo("a\\d=\"1\"");
    assertThat(annotations.get("projectcontour.io/websocket-routes").asText()).isEqualTo("/");
  }

  /** Quarkus takes {@code ${} for an expression unless a backslash stands before it. */
  @Test
  void nothingIsExpanded() {
    Rendered chart = Rendered.with(Map.of("hub.settings.quarkus\\.log\\.level", "${LEVEL}"));
    assertThat(properties(chart, "atrium-hub").getProperty("quarkus.log.level"))
        .isEqualTo("\\${LEVEL}");
  }

  @Test
  void addedSettingsWin() {
    Rendered chart =
        Rendered.with(Map.of("hub.settings.atrium\\.hub\\.origin", "http://other.localhost"));
    assertThat(properties(chart, "atrium-hub").getProperty("atrium.hub.origin"))
        .isEqualTo("http://other.localhost");
  }

  @Test
  void aChangeRollsThePodsThatReadItAndNoOthers() {
    Rendered before = Rendered.defaults();
    Rendered after = Rendered.with(Map.of("hub.settings.atrium\\.hub\\.max-projects", 5));
    assertThat(
            before
                .workloads()
                .map(Rendered::name)
                .filter(name -> !checksum(before, name).equals(checksum(after, name))))
        .containsExactly("atrium-hub");
  }

  private static String checksum(Rendered chart, String workload) {
    return chart
        .workloads()
        .filter(candidate -> Rendered.name(candidate).equals(workload))
        .map(candidate -> candidate.at("/spec/template/metadata/annotations").toString())
        .findFirst()
        .orElseThrow();
  }

  static Properties properties(Rendered chart, String service) {
    var properties = new Properties();
    String file =
        chart.object("ConfigMap", service).at("/data").get("application.properties").asText();
    try {
      properties.load(new StringReader(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return properties;
  }
}
