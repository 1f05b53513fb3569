package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod of the chart, whatever the values. */
class PodsTest {

  private static final Set<String> SPEAK_TO_THE_API = Set.of("atrium-hub", "atrium-operator");

  static Stream<Rendered> rendered() {
    return ValueSets.rendered();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void passesPodSecurityRestricted(Rendered chart) {
    chart.workloads().forEach(PodsTest::isRestricted);
  }

  private static void isRestricted(JsonNode workload) {
    JsonNode pod = Rendered.podOf(workload);
    String name = Rendered.name(workload);
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace")) {
      assertThat(pod.has(host)).as("%s: %s", name, host).isFalse();
    }
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
        .as(name)
        .isEqualTo("RuntimeDefault");
    assertThat(pod.path("volumes").valueStream().filter(volume -> volume.has("hostPath")))
        .as(name)
        .isEmpty();
    Rendered.containersOf(workload)
        .forEach(
            container -> {
              JsonNode security = container.get("securityContext");
              assertThat(security.get("allowPrivilegeEscalation").asBoolean()).as(name).isFalse();
              assertThat(security.get("readOnlyRootFilesystem").asBoolean()).as(name).isTrue();
              assertThat(security.at("/capabilities/drop").toString())
                  .as(name)
                  .isEqualTo("[\"ALL\"]");
              assertThat(security.has("privileged")).as(name).isFalse();
              assertThat(security.at("/capabilities/add").isMissingNode()).as(name).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void hasProbesAndLimits(Rendered chart) {
    chart
        .workloads()
        .flatMap(Rendered::containersOf)
        .forEach(
            container -> {
              String name = container.get("name").asText();
              for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.has(probe)).as("%s: %s", name, probe).isTrue();
              }
              for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
                assertThat(container.at("/resources/limits/" + resource).isMissingNode())
                    .as("%s: %s", name, resource)
                    .isFalse();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void givesTheApiTokenToThoseWhoNeedItOnly(Rendered chart) {
    chart
        .workloads()
        .forEach(
            workload ->
                assertThat(Rendered.podOf(workload).get("automountServiceAccountToken").asBoolean())
                    .as(Rendered.name(workload))
                    .isEqualTo(SPEAK_TO_THE_API.contains(Rendered.name(workload))));
    chart
        .kind("ServiceAccount")
        .forEach(
            account ->
                assertThat(account.get("automountServiceAccountToken").asBoolean())
                    .as(Rendered.name(account))
                    .isFalse());
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void pinsImages(Rendered chart) {
    chart
        .workloads()
        .flatMap(Rendered::containersOf)
        .map(container -> container.get("image").asText())
        .forEach(image -> assertThat(image).matches("[^/]+/.+:[^:/]+").doesNotEndWith(":latest"));
  }
}
