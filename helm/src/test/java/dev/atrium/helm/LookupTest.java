package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the chart makes of what is in the cluster already. */
class LookupTest {

  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";

  private final ClusterStub cluster = ClusterStub.running();

  @AfterEach
  void clear() {
    cluster.clear();
  }

  @Test
  void secretsOfAnEarlierInstallationAreKept() {
    ObjectNode admin = (ObjectNode) Rendered.defaults().object("Secret", "atrium-admin");
    cluster.put("/api/v1/namespaces/atrium/secrets/atrium-admin", admin);
    Rendered upgraded = Rendered.defaults();
    assertThat(upgraded.object("Secret", "atrium-admin").get("data")).isEqualTo(admin.get("data"));
    assertThat(upgraded.object("Secret", "atrium-keys").get("data"))
        .isNotEqualTo(Rendered.defaults().object("Secret", "atrium-keys").get("data"));
  }

  @Test
  void aReleaseThatLooksAfterTheSameReplsIsRefused() {
    cluster.put(RBAC + "/clusterroles/atrium-operator", owned("ClusterRole", null, "first"));
    assertThatThrownBy(Rendered::defaults)
        .hasMessageContaining(
            "The release elsewhere/first already looks after Repls in every namespace.");
    assertThatThrownBy(() -> Rendered.with(ValueSets.TWO_NAMESPACES))
        .hasMessageContaining("Give every release its own watchNamespaces.");
    assertThatCode(() -> Rendered.with(Map.of("conflictCheck", false))).doesNotThrowAnyException();
  }

  @Test
  void releasesOfOtherNamespacesLiveSideBySide() {
    cluster.put(
        RBAC + "/namespaces/team-b/roles/atrium-operator", owned("Role", "team-b", "first"));
    assertThatCode(() -> Rendered.with(ValueSets.TWO_NAMESPACES)).doesNotThrowAnyException();
    assertThatThrownBy(Rendered::defaults)
        .hasMessageContaining("elsewhere/first already looks after Repls in team-b");
  }

  @Test
  void aReleaseAtTheSameHostsIsRefused() {
    ObjectNode ingress = (ObjectNode) Rendered.defaults().object("Ingress", "atrium-hub");
    annotate(ingress, "first");
    cluster.put("/apis/networking.k8s.io/v1/namespaces/elsewhere/ingresses/first-hub", ingress);
    assertThatThrownBy(Rendered::defaults)
        .hasMessageContaining("The release elsewhere/first already answers at atrium.localhost.");
    assertThatCode(() -> Rendered.with(ValueSets.TLS)).doesNotThrowAnyException();
  }

  @Test
  void aReleaseIsNotInItsOwnWay() {
    ObjectNode role = owned("ClusterRole", null, "atrium");
    ((ObjectNode) role.at("/metadata/annotations")).put("meta.helm.sh/release-namespace", "atrium");
    cluster.put(RBAC + "/clusterroles/atrium-operator", role);
    assertThatCode(Rendered::defaults).doesNotThrowAnyException();
  }

  private static ObjectNode owned(String kind, String namespace, String release) {
    ObjectNode object = Rendered.YAML.createObjectNode();
    object.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", kind);
    object.putObject("metadata").put("name", "atrium-operator").put("namespace", namespace);
    annotate(object, release);
    return object;
  }

  private static void annotate(ObjectNode object, String release) {
    ((ObjectNode) object.get("metadata"))
        .putObject("annotations")
        .put("meta.helm.sh/release-namespace", "elsewhere")
        .put("meta.helm.sh/release-name", release);
  }
}
