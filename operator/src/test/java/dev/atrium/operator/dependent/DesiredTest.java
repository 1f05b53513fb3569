package dev.atrium.operator.dependent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.config.Places;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.TestConfig;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each dependent wants of the cluster, the pod apart. */
class DesiredTest {

  private static final OperatorConfig CONFIG = TestConfig.plain();
  private static final ReplPlan AWAKE = new ReplPlan(Repls.node().build(), true, false);

  @Test
  void everythingOfAReplCarriesItsLabels() {
    var labels =
        Map.of(
            "app.kubernetes.io/managed-by", "atrium-operator",
            "app.kubernetes.io/name", "atrium-repl",
            "app.kubernetes.io/instance", "node",
            "atrium.dev/project", "hellonode");
    var persistent = new ReplPlan(Repls.node().persistent("5Gi").build(), true, false);
    assertThat(
            List.of(
                new ServiceDependent().desired(AWAKE),
                ingress(CONFIG).desired(AWAKE),
                deployment(CONFIG).desired(AWAKE),
                new VolumeDependent().desired(persistent)))
        .allSatisfy(
            each -> {
              assertThat(each.getMetadata().getLabels()).isEqualTo(labels);
              assertThat(each.getMetadata().getNamespace()).isEqualTo("team");
            });
  }

  @Test
  void theServiceLeadsToThisReplsPodAlone() {
    var spec = new ServiceDependent().desired(AWAKE).getSpec();

    assertThat(spec.getSelector())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("app.kubernetes.io/name", "atrium-repl", "app.kubernetes.io/instance", "node"));
    assertThat(spec.getPublishNotReadyAddresses()).isTrue();
    assertThat(spec.getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getPort()).isEqualTo(80);
              assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            });
  }

  /** {@code Map.of} has another order in every process, and an operator's restart is no change. */
  @Test
  void aPodTemplateIsKnownAgainWhateverTheOrderOfItsMaps() {
    var labels = Map.of("a", "1", "b", "2", "c", "3");

    assertThat(DeploymentDependent.fingerprint(labelled(new TreeMap<>(labels))))
        .isEqualTo(DeploymentDependent.fingerprint(labelled(new TreeMap<>(labels).descendingMap())))
        .isNotEqualTo(DeploymentDependent.fingerprint(labelled(Map.of("a", "2"))));
  }

  private static PodTemplateSpec labelled(Map<String, String> labels) {
    return new PodTemplateSpecBuilder().withNewMetadata().withLabels(labels).endMetadata().build();
  }

  @Test
  void theIngressHasBothHostsAndLetsWebSocketsAndLongAnswersPass() {
    var ingress = ingress(TestConfig.with(Map.of("ingress-class", "contour"))).desired(AWAKE);

    assertThat(ingress.getSpec().getRules())
        .extracting(IngressRule::getHost)
        .containsExactly("hellonode.ide.localhost", "hellonode.app.localhost");
    assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("contour");
    assertThat(ingress.getSpec().getTls()).isEmpty();
    assertThat(ingress.getMetadata().getAnnotations())
        .containsEntry("projectcontour.io/websocket-routes", "/")
        .containsEntry("projectcontour.io/response-timeout", "infinity");
  }

  @Test
  void aCertificateIsForBothHosts() {
    var ingress = ingress(TestConfig.with(Map.of("tls-secret", "wildcard"))).desired(AWAKE);

    assertThat(ingress.getSpec().getTls())
        .singleElement()
        .extracting(IngressTLS::getSecretName, IngressTLS::getHosts)
        .containsExactly("wildcard", List.of("hellonode.ide.localhost", "hellonode.app.localhost"));
  }

  @Test
  void annotationsAreTheInstallations() {
    var config = TestConfig.with(Map.of("ingress-annotations", "{\"a/b\": \"c\"}"));

    assertThat(ingress(config).desired(AWAKE).getMetadata().getAnnotations())
        .isEqualTo(Map.of("a/b", "c"));
  }

  @Test
  void theDeploymentNeverRunsTwoPodsAndNoneWhileItSleeps() {
    var awake = deployment(CONFIG).desired(AWAKE).getSpec();
    var asleep = deployment(CONFIG).desired(new ReplPlan(AWAKE.repl(), false, false)).getSpec();

    assertThat(awake.getReplicas()).isOne();
    assertThat(asleep.getReplicas()).isZero();
    assertThat(awake.getStrategy().getType()).isEqualTo("Recreate");
    assertThat(awake.getTemplate()).isEqualTo(asleep.getTemplate());
  }

  @Test
  void aDeploymentKnowsWhetherItsPodsAreCurrent() {
    var dependent = deployment(CONFIG);
    var deployment = dependent.desired(AWAKE);

    assertThat(dependent.isCurrent(deployment, AWAKE.repl())).isTrue();
    assertThat(dependent.isCurrent(deployment, Repls.node().suspended().build())).isTrue();
    assertThat(dependent.isCurrent(deployment, Repls.node().appPort(4000).build())).isFalse();
  }

  @Test
  void aVolumeIsTheProjectsAndHasNoOwner() {
    var dependent = new VolumeDependent();
    var repl = Repls.node().named("other").persistent("5Gi").build();
    var claim = dependent.desired(new ReplPlan(repl, true, false));

    assertThat(claim.getMetadata().getName()).isEqualTo("atrium-hellonode");
    assertThat(claim.getSpec().getResources().getRequests().get("storage")).hasToString("5Gi");
    assertThat(dependent.addOwnerReference()).isFalse();
  }

  @Test
  void theServiceAccountHasNoToken() {
    assertThat(new ServiceAccountDependent().desired(AWAKE).getAutomountServiceAccountToken())
        .isFalse();
  }

  @Test
  void podsMayReachTheInternetAndTheInstallationButNoPrivateAddress() {
    var config = TestConfig.with(Map.of("allowed-cidrs", "10.1.2.0/24"));
    var policy = new NetworkPolicyDependent(config).desired(AWAKE).getSpec();

    assertThat(policy.getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/name", "atrium-repl");
    assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
    var peers = policy.getEgress().stream().flatMap(rule -> rule.getTo().stream()).toList();
    assertThat(peers)
        .filteredOn(peer -> peer.getIpBlock() != null)
        .extracting(peer -> peer.getIpBlock().getCidr())
        .containsExactly("0.0.0.0/0", "::/0", "10.1.2.0/24");
    assertThat(peers.getFirst().getIpBlock().getExcept())
        .contains("169.254.0.0/16", "10.0.0.0/8", "192.168.0.0/16");
    assertThat(peers)
        .filteredOn(peer -> peer.getNamespaceSelector() != null)
        .singleElement()
        .extracting(NetworkPolicyPeer::getPodSelector)
        .satisfies(
            pods ->
                assertThat(pods.getMatchExpressions().getFirst().getValues())
                    .containsExactly("hub", "init-service", "s3"));
  }

  @Test
  void theIdentityIsOwnedAndSaysForWhichStartAndUntilWhen() {
    var until = Instant.parse("2026-11-21T21:00:00Z");
    var secret = IdentitySecret.desired(AWAKE.repl(), 42, "token", "{}", until);

    assertThat(IdentitySecret.epochOf(secret)).contains(42L);
    assertThat(IdentitySecret.expiryOf(secret)).contains(until);
    assertThat(IdentitySecret.holds(secret, "{}")).isTrue();
    assertThat(IdentitySecret.holds(secret, "{\"keys\":[]}")).isFalse();
    assertThat(new String(Base64.getDecoder().decode(secret.getData().get("identity"))))
        .isEqualTo("token");
    assertThat(secret.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("uid-node"));
  }

  @Test
  void aTamperedIdentityIsNone() {
    var secret = IdentitySecret.desired(AWAKE.repl(), 42, "token", "{}", Instant.EPOCH);
    secret
        .getMetadata()
        .setAnnotations(Map.of("atrium.dev/epoch", "x", "atrium.dev/identity-expires", "soon"));

    assertThat(IdentitySecret.epochOf(secret)).isEmpty();
    assertThat(IdentitySecret.expiryOf(secret)).isEmpty();
  }

  private static IngressDependent ingress(OperatorConfig config) {
    return new IngressDependent(config, places(config));
  }

  private static DeploymentDependent deployment(OperatorConfig config) {
    return new DeploymentDependent(new RunnerPod(config, places(config)));
  }

  private static Places places(OperatorConfig config) {
    return new Places(config.ideOrigin(), config.appOrigin());
  }
}
