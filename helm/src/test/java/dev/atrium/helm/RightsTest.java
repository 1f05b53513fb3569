package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services may do in the cluster. */
class RightsTest {

  static Stream<Rendered> rendered() {
    return ValueSets.rendered();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void nothingIsGrantedWholesale(Rendered chart) {
    rules(chart)
        .forEach(
            rule -> {
              for (String list : Set.of("apiGroups", "resources", "verbs")) {
                assertThat(texts(rule.get(list))).as(rule.toString()).doesNotContain("*");
              }
              assertThat(texts(rule.get("verbs")))
                  .doesNotContain("escalate", "bind", "impersonate", "deletecollection");
              assertThat(texts(rule.get("resources")))
                  .doesNotContain("pods/exec", "pods/attach", "nodes", "roles", "rolebindings")
                  .noneMatch(resource -> resource.startsWith("cluster"));
            });
  }

  @Test
  void theHubTouchesReplsOnly() {
    JsonNode role = Rendered.defaults().object("ClusterRole", "atrium-hub");
    assertThat(role.get("rules")).hasSize(1);
    assertThat(texts(role.at("/rules/0/resources"))).containsExactly("repls");
  }

  @Test
  void theOperatorsRightsAreThoseThatItIsTestedWith() throws IOException {
    Path tested = Path.of("..", "k8s", "operator-rbac.yaml");
    try (MappingIterator<JsonNode> roles =
        Rendered.YAML.readerFor(JsonNode.class).readValues(tested.toFile())) {
      Rendered chart = Rendered.defaults();
      assertThat(chart.object("ClusterRole", "atrium-operator").get("rules"))
          .isEqualTo(roles.next().get("rules"));
      // Here the chart narrows what may be named to the one object that it is about.
      assertThat(verbs(chart.object("Role", "atrium-operator"))).isEqualTo(verbs(roles.next()));
    }
  }

  /** What may be done with each resource, whatever it is called. */
  private static Map<String, Set<String>> verbs(JsonNode role) {
    Map<String, Set<String>> verbs = new TreeMap<>();
    for (JsonNode rule : role.get("rules")) {
      verbs
          .computeIfAbsent(rule.get("resources").toString(), resource -> new TreeSet<>())
          .addAll(texts(rule.get("verbs")));
    }
    return verbs;
  }

  @Test
  void withWatchedNamespacesNothingClusterWideIsGranted() {
    Rendered chart = Rendered.with(ValueSets.TWO_NAMESPACES);
    assertThat(chart.kind("ClusterRole")).isEmpty();
    assertThat(chart.kind("ClusterRoleBinding")).isEmpty();
    assertThat(
            chart
                .kind("Role")
                .filter(role -> Rendered.name(role).equals("atrium-operator"))
                .map(role -> role.at("/metadata/namespace").asText()))
        .contains("atrium-repls", "team-a");
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyBindingLeadsFromAnAccountToARoleOfTheChart(Rendered chart) {
    Stream.concat(chart.kind("ClusterRoleBinding"), chart.kind("RoleBinding"))
        .forEach(
            binding -> {
              chart.object(
                  binding.at("/roleRef/kind").asText(), binding.at("/roleRef/name").asText());
              chart.object("ServiceAccount", binding.at("/subjects/0/name").asText());
              assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("atrium");
            });
  }

  private static Stream<JsonNode> rules(Rendered chart) {
    return Stream.concat(chart.kind("ClusterRole"), chart.kind("Role"))
        .flatMap(role -> role.get("rules").valueStream());
  }

  private static Set<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
  }
}
