package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
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
    assertThat(Rendered.defaults().object("ClusterRole", "atrium-operator").get("rules"))
        .isEqualTo(Rendered.YAML.readTree(tested.toFile()).get("rules"));
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
