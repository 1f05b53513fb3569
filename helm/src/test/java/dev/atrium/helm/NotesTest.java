package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Helm prints when it has installed the chart. */
class NotesTest {

  private static final Pattern PAGE = Pattern.compile("(docs|k8s)/[a-z0-9/-]+(\\.md|\\.yaml)?");

  @Test
  void sayWhatToOpenAndHowToSignIn() {
    assertThat(notes(Map.of("port", 18080)))
        .contains("Atrium is at http://atrium.localhost:18080/")
        .contains(
            "kubectl --namespace atrium get secret atrium-admin --output"
                + " go-template='{{.data.token | base64decode}}{{\"\\n\"}}'")
        .contains("kubectl apply --filename k8s/examples/node.yaml");
  }

  @Test
  void warnOfWhatIsForTryingOutOnly() {
    assertThat(notes(Map.of()))
        .contains("The bundled PostgreSQL and S3 server are one pod each, without backups")
        .contains("Browsers speak plain http to it");
    assertThat(notes(Map.of("s3.persistence.enabled", false)))
        .contains("s3.persistence.enabled is false: when its pod goes, everything in it goes.");
    assertThat(notes(ValueSets.EXTERNAL_SERVICES)).doesNotContain("bundled");
    assertThat(notes(ValueSets.TLS)).doesNotContain("plain http").doesNotContain("localhost");
  }

  @Test
  void nameNamespacesThatAreLookedAfter() {
    assertThat(notes(ValueSets.TWO_NAMESPACES))
        .contains("kubectl --namespace atrium-repls apply --filename k8s/examples/node.yaml");
  }

  @Test
  void nameFilesThatExist() {
    Matcher page = PAGE.matcher(notes(Map.of()));
    assertThat(page.results().map(found -> Path.of("..", found.group())))
        .isNotEmpty()
        .allMatch(Files::exists);
  }

  private static String notes(Map<String, ?> values) {
    ClusterStub.running();
    var install =
        new Helm(Rendered.CHART)
            .install()
            .withName("atrium")
            .withNamespace("atrium")
            .withKubeVersion("1.35")
            .clientOnly()
            .dryRun()
            .withDryRunOption(DryRun.CLIENT);
    values.forEach(install::set);
    return install.call().getOutput();
  }
}
