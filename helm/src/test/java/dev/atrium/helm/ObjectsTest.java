package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, labels, and that what refers to something refers to something. */
class ObjectsTest {

  private static final int LONGEST_RELEASE_NAME = 53;

  static Stream<Rendered> rendered() {
    return ValueSets.rendered();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyObjectHasTheStandardLabels(Rendered chart) {
    for (JsonNode object : chart.objects()) {
      JsonNode labels = object.at("/metadata/labels");
      for (String label : List.of("name", "instance", "component", "part-of", "version")) {
        assertThat(labels.has("app.kubernetes.io/" + label))
            .as("%s of %s", label, Rendered.name(object))
            .isTrue();
      }
      assertThat(labels.path("app.kubernetes.io/managed-by").asText()).isEqualTo("Helm");
      assertThat(labels.path("helm.sh/chart").asText()).startsWith("atrium-");
    }
  }

  @Test
  void theLongestReleaseNameStillMakesNames() {
    Rendered chart = Rendered.release("r".repeat(LONGEST_RELEASE_NAME), Map.of());
    assertThat(chart.objects()).extracting(Rendered::name).allMatch(name -> name.length() <= 63);
    assertThat(chart.workloads().map(Rendered::name)).doesNotHaveDuplicates().hasSize(5);
  }

  /** Kubernetes takes a name such as 0123; YAML would make a number of it. */
  @Test
  void namesThatLookLikeNumbersStayNames() {
    Map<String, Object> numbers = new HashMap<>();
    for (String name :
        List.of(
            "nameOverride",
            "replNamespace.name",
            "tls.secretName",
            "ingress.className",
            "image.pullSecrets[0]",
            "signingKey.existingSecret",
            "adminToken.existingSecret",
            "postgresql.existingSecret",
            "postgresql.persistence.storageClassName",
            "s3.existingSecret",
            "s3.persistence.existingClaim",
            "s3.bucket")) {
      numbers.put(name, "0123");
    }
    numbers.put("watchNamespaces[0]", "0123");
    numbers.put("scheme", "https");
    Rendered.release("0456", numbers).objects().forEach(ObjectsTest::namesAreTexts);
  }

  private static void namesAreTexts(JsonNode node) {
    node.propertyStream()
        .filter(
            property ->
                property.getKey().toLowerCase(Locale.ROOT).matches(".*(name|namespace|value)"))
        .filter(property -> property.getValue().isValueNode())
        .forEach(
            property ->
                assertThat(property.getValue().isTextual()).as(property.toString()).isTrue());
    node.path("metadata").path("labels").forEach(label -> assertThat(label.isTextual()).isTrue());
    node.forEach(ObjectsTest::namesAreTexts);
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void servicesAndPoliciesSelectOneWorkloadEach(Rendered chart) {
    chart.kind("Service").forEach(service -> selectsOne(chart, service.at("/spec/selector")));
    chart
        .kind("NetworkPolicy")
        .forEach(policy -> selectsOne(chart, policy.at("/spec/podSelector/matchLabels")));
    chart
        .kind("PodDisruptionBudget")
        .forEach(budget -> selectsOne(chart, budget.at("/spec/selector/matchLabels")));
  }

  @Test
  void everyWorkloadHasANetworkPolicyForBothDirections() {
    Rendered chart = Rendered.defaults();
    assertThat(chart.kind("NetworkPolicy").map(Rendered::name))
        .containsExactlyInAnyOrderElementsOf(chart.workloads().map(Rendered::name).toList());
    assertThat(chart.kind("NetworkPolicy"))
        .allMatch(policy -> policy.at("/spec/policyTypes").size() == 2);
  }

  @Test
  void theBundledServersAreClosedToAllWhoDoNotNeedThem() {
    Rendered chart = Rendered.defaults();
    JsonNode database = chart.object("NetworkPolicy", "atrium-postgresql").get("spec");
    assertThat(database.has("egress")).isFalse();
    assertThat(database.at("/ingress/0/from")).hasSize(1);
    assertThat(
            database
                .at("/ingress/0/from/0/podSelector/matchLabels")
                .path("app.kubernetes.io/component")
                .asText())
        .isEqualTo("hub");
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void whatAPodMountsIsMadeHereOrNamedByAValue(Rendered chart) {
    chart
        .workloads()
        .flatMap(workload -> Rendered.podOf(workload).path("volumes").valueStream())
        .map(volume -> volume.at("/configMap/name").asText())
        .filter(name -> !name.isEmpty() && !name.equals("atrium-jwks"))
        .forEach(name -> chart.object("ConfigMap", name));
  }

  @Test
  void budgetsComeWithReplicas() {
    assertThat(Rendered.defaults().kind("PodDisruptionBudget")).isEmpty();
    assertThat(
            Rendered.with(ValueSets.EVERYTHING_SET).kind("PodDisruptionBudget").map(Rendered::name))
        .containsExactlyInAnyOrder("atrium-operator", "atrium-init-service");
  }

  @Test
  void tlsCoversEveryHost() {
    JsonNode ingress = Rendered.with(ValueSets.TLS).object("Ingress", "atrium-hub").get("spec");
    assertThat(ingress.at("/tls/0/secretName").asText()).isEqualTo("wildcard");
    assertThat(ingress.at("/tls/0/hosts").valueStream().map(JsonNode::asText))
        .containsExactlyElementsOf(
            ingress.get("rules").valueStream().map(rule -> rule.get("host").asText()).toList());
  }

  @Test
  void replsAreMadeInANamespaceThatEnforcesRestricted() {
    JsonNode namespace = Rendered.defaults().object("Namespace", "atrium-repls");
    assertThat(namespace.at("/metadata/labels").path("pod-security.kubernetes.io/enforce").asText())
        .isEqualTo("restricted");
  }

  private static void selectsOne(Rendered chart, JsonNode selector) {
    assertThat(selector.isEmpty()).isFalse();
    assertThat(chart.workloads().filter(workload -> matches(workload, selector)))
        .as(selector.toString())
        .hasSize(1);
  }

  private static boolean matches(JsonNode workload, JsonNode selector) {
    JsonNode labels = workload.at("/spec/template/metadata/labels");
    return selector
        .propertyStream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }
}
