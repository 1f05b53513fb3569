package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server itself says to Repls: examples pass, and bad ones are told why. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomResourceST {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("atrium.install", "..")).resolve("k8s/examples");

  private static final String GOOD =
      """
      apiVersion: atrium.dev/v1alpha1
      kind: Repl
      metadata: {name: NAME}
      spec: {project: goodproject, operatingMode: Suspended, FIELDS}
      """;

  private Team team;

  @BeforeAll
  void createNamespace(ClusterInstallation atrium) {
    team = Team.create(atrium.kubectl());
  }

  @AfterAll
  void removeNamespace() {
    team.close();
  }

  static List<Path> examples() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsTaken(Path example) {
    team.run("create", "--dry-run=server", "--filename", example.toString());
  }

  @Test
  void whatIsNotSaidGetsItsDefault() {
    team.apply(manifest("defaults", "appPort: 3000")).orFail();

    assertThat(team.field("repl/defaults", ".spec.owner")).isEqualTo("admin");
    assertThat(team.field("repl/defaults", ".spec.storage.type")).isEqualTo("Ephemeral");
    assertThat(team.field("repl/defaults", ".spec.storage.size")).isEqualTo("10Gi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appPort: 8080 | spec.appPort 8080 is the runner's own port; choose another one",
        "appPort: 80 | spec.appPort in body should be greater than or equal to 1024",
        "owner: ' ' | spec.owner in body should match",
        "template: Node | spec.template in body should match",
        "image: 'a b' | spec.image in body should match",
        "storage: {size: big} | spec.storage.size must be a quantity such as 10Gi",
        "storage: {size: 1Mi} | spec.storage.size must lie between 256Mi and 1Ti",
        "storage: {storageClassName: fast} | spec.storage.storageClassName needs spec.storage.type Persistent",
        "resources: {limits: {cpu: '0'}} | cpu must be a quantity above zero, such as 500m",
        "resources: {limits: {memory: much}} | memory must be a quantity above zero, such as 1Gi",
        "resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}} | spec.resources.requests.memory may not be more than its limit",
        "resources: {requests: {cpu: 2}, limits: {cpu: 1}} | spec.resources.requests.cpu may not be more than its limit",
        "env: [{name: ATRIUM_PROJECT, value: x}] | spec.env may not set ATRIUM_*",
        "env: [{name: JAVA_TOOL_OPTIONS, value: x}] | spec.env may not set",
        "env: [{name: A, value: b}, {name: A, value: c}] | spec.env names each variable once",
        "env: [{name: 'A B', value: x}] | spec.env[0].name in body should match",
        "operatingMode: Sleeping | Unsupported value: \"Sleeping\": supported values: \"Running\", \"Suspended\"",
      })
  void whatIsWrongIsNamed(String fields, String message) {
    assertRefused(manifest("bad", fields), message);
  }

  @ParameterizedTest
  @CsvSource({"UPPER", "short", "1startswithdigit", "has-a-dash"})
  void aProjectsIdIsADnsLabel(String project) {
    assertRefused(
        manifest("bad", "appPort: 3000").replace("goodproject", project),
        "spec.project in body should match");
  }

  @Test
  void aNameMakesTheNamesOfOtherObjects() {
    assertRefused(manifest("a".repeat(41), "appPort: 3000"), "at most 40 characters");
    assertRefused(manifest("with.dots", "appPort: 3000"), "must be a DNS label");
  }

  @Test
  void whatBindsAProjectCannotBeChanged() {
    team.apply(manifest("fixed", "owner: ada")).orFail();

    assertPatchRefused("project: otherproject", "spec.project cannot be changed");
    assertPatchRefused("owner: bob", "spec.owner cannot be changed");
    assertPatchRefused("storage: {type: Persistent}", "spec.storage.type cannot be changed");
  }

  private void assertPatchRefused(String fields, String message) {
    var outcome =
        team.tryRun("patch", "repl", "fixed", "--type=merge", "--patch", "spec: {" + fields + "}");
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.errors()).contains(message);
  }

  private void assertRefused(String manifest, String message) {
    var outcome = team.apply(manifest);
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.errors()).contains(message);
  }

  private static String manifest(String name, String fields) {
    String all = GOOD.replace("NAME", name).replace("FIELDS", fields);
    return fields.startsWith("operatingMode") ? all.replace("operatingMode: Suspended, ", "") : all;
  }
}
