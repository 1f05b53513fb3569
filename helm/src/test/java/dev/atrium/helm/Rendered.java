package dev.atrium.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects that the chart makes of some values, in a cluster that {@link ClusterStub} is. */
record Rendered(List<JsonNode> objects) {

  static final Path CHART = Path.of("atrium");
  static final YAMLMapper YAML = new YAMLMapper();

  /** A release {@code atrium} in a namespace of that name, with values set as by {@code --set}. */
  static Rendered with(Map<String, ?> values) {
    return release("atrium", values);
  }

  static Rendered defaults() {
    return with(Map.of());
  }

  static Rendered release(String name, Map<String, ?> values) {
    ClusterStub.running();
    var template =
        new Helm(CHART)
            .template()
            .withName(name)
            .withNamespace("atrium")
            .withKubeVersion("1.35")
            .skipCrds();
    values.forEach(template::set);
    try (var documents = YAML.readerFor(JsonNode.class).readValues(template.call())) {
      return new Rendered(
          documents.readAll().stream()
              .map(JsonNode.class::cast)
              .filter(JsonNode::isObject)
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Stream<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> object.get("kind").asText().equals(kind));
  }

  /** The one object of a kind and a name. */
  JsonNode object(String kind, String name) {
    return kind(kind)
        .filter(object -> name(object).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  /** Everything that runs pods. */
  Stream<JsonNode> workloads() {
    return Stream.concat(kind("Deployment"), kind("StatefulSet"));
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static JsonNode podOf(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  static Stream<JsonNode> containersOf(JsonNode workload) {
    return Stream.concat(
        podOf(workload).path("containers").valueStream(),
        podOf(workload).path("initContainers").valueStream());
  }
}
