package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the chart's secrets are, and where they are not. What upgrades keep needs a cluster. */
class SecretsTest {

  private static final Pattern SOUNDS_SECRET =
      Pattern.compile("PASSWORD|SECRET|TOKEN|ACCESS_KEY|USERNAME");

  static Stream<Rendered> rendered() {
    return ValueSets.rendered();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void noSecretIsALiteralOfTheEnvironment(Rendered chart) {
    chart
        .workloads()
        .flatMap(Rendered::containersOf)
        .flatMap(container -> container.path("env").valueStream())
        .filter(variable -> SOUNDS_SECRET.matcher(variable.get("name").asText()).find())
        .forEach(
            variable ->
                assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                    .as(variable.get("name").asText())
                    .isNotEmpty());
  }

  @Test
  void whatIsMadeStandsInSecretsOnly() {
    Rendered chart = Rendered.defaults();
    List<String> made =
        chart
            .kind("Secret")
            .flatMap(secret -> secret.get("data").valueStream())
            .map(data -> new String(Base64.getDecoder().decode(data.asText())))
            .filter(secret -> !secret.equals("atrium"))
            .toList();
    assertThat(made).hasSize(5).doesNotHaveDuplicates();
    chart.objects().stream()
        .filter(object -> !object.get("kind").asText().equals("Secret"))
        .forEach(object -> assertThat(object.toString()).doesNotContain(made));
  }

  @Test
  void theSigningKeyIsAnEd25519KeyInPem() {
    JsonNode keys = Rendered.defaults().object("Secret", "atrium-keys");
    byte[] pem = Base64.getDecoder().decode(keys.at("/data/signing-key").asText());
    assertThat(new String(pem, StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw");
  }

  @Test
  void ownSecretsTakeThePlaceOfMadeOnes() {
    Rendered chart =
        Rendered.with(
            Map.of(
                "signingKey.existingSecret", "my-keys",
                "adminToken.existingSecret", "my-admin",
                "postgresql.existingSecret", "my-database",
                "s3.existingSecret", "my-bucket"));
    assertThat(chart.kind("Secret")).isEmpty();
    String pods = chart.workloads().toList().toString();
    assertThat(pods).contains("my-keys", "my-admin", "my-database", "my-bucket");
    assertThat(pods).doesNotContain("atrium-keys", "atrium-admin");
  }

  @Test
  void whatUnlocksKeptDataIsKept() {
    Rendered chart = Rendered.defaults();
    for (String name : List.of("atrium-postgresql", "atrium-s3")) {
      assertThat(isKept(chart.object("Secret", name))).as(name).isTrue();
      assertThat(isKept(chart.object("PersistentVolumeClaim", name))).as(name).isTrue();
    }
    assertThat(isKept(chart.object("Secret", "atrium-keys"))).isFalse();
    Rendered nothing = Rendered.with(ValueSets.NOTHING_KEPT);
    assertThat(nothing.objects().stream().filter(SecretsTest::isKept)).isEmpty();
  }

  private static boolean isKept(JsonNode object) {
    return object
        .at("/metadata/annotations")
        .path("helm.sh/resource-policy")
        .asText()
        .equals("keep");
  }
}
