package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import dev.atrium.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the pods of a namespace may connect to, where the cluster's network enforces it: names, the
 * installation's services, the internet; neither the API server nor each other nor the nodes'
 * metadata. All Repls of a namespace share one.
 */
@Singleton
public class NetworkPolicyDependent extends NamedDependent<NetworkPolicy> {

  private static final String NAMESPACE = "kubernetes.io/metadata.name";
  private static final String COMPONENT = "app.kubernetes.io/component";

  /** The installation's parts that runners talk to. */
  private static final List<String> COMPONENTS = List.of("hub", "init-service", "s3");

  private static final int DNS = 53;
  private static final String EVERYWHERE = "0.0.0.0/0";
  private static final String EVERYWHERE_V6 = "::/0";

  /** Private and link-local addresses (RFC 4193, RFC 4291). */
  private static final List<String> DENIED_V6 = List.of("fc00::/7", "fe80::/10");

  private final OperatorConfig config;

  NetworkPolicyDependent(OperatorConfig config) {
    super(NetworkPolicy.class);
    this.config = config;
  }

  @Override
  String nameFor(Repl repl) {
    return Names.SHARED;
  }

  @Override
  NetworkPolicy desired(ReplPlan plan) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName(Names.SHARED)
        .withNamespace(plan.repl().getMetadata().getNamespace())
        .withLabels(Labels.shared())
        .endMetadata()
        .withNewSpec()
        .withPodSelector(new LabelSelectorBuilder().withMatchLabels(Labels.shared()).build())
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withPorts(port("TCP", RunnerPod.PORT))
        .endIngress()
        .withEgress(dns(), to(outside()), to(installation()))
        .endSpec()
        .build();
  }

  private static NetworkPolicyEgressRule dns() {
    return new NetworkPolicyEgressRuleBuilder()
        .withPorts(port("UDP", DNS), port("TCP", DNS))
        .build();
  }

  private static NetworkPolicyEgressRule to(List<NetworkPolicyPeer> peers) {
    return new NetworkPolicyEgressRuleBuilder().withTo(peers).build();
  }

  private List<NetworkPolicyPeer> outside() {
    var peers = new ArrayList<NetworkPolicyPeer>();
    peers.add(addresses(EVERYWHERE, config.deniedCidrs()));
    peers.add(addresses(EVERYWHERE_V6, DENIED_V6));
    config.allowedCidrs().orElse(List.of()).forEach(cidr -> peers.add(addresses(cidr, null)));
    return peers;
  }

  private List<NetworkPolicyPeer> installation() {
    var namespace =
        new LabelSelectorBuilder().withMatchLabels(Map.of(NAMESPACE, config.namespace())).build();
    var pods =
        new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey(COMPONENT)
            .withOperator("In")
            .withValues(COMPONENTS)
            .endMatchExpression()
            .build();
    return List.of(
        new NetworkPolicyPeerBuilder()
            .withNamespaceSelector(namespace)
            .withPodSelector(pods)
            .build());
  }

  private static NetworkPolicyPeer addresses(String cidr, List<String> except) {
    return new NetworkPolicyPeerBuilder()
        .withNewIpBlock()
        .withCidr(cidr)
        .withExcept(except)
        .endIpBlock()
        .build();
  }

  private static NetworkPolicyPort port(String protocol, int port) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(port))
        .build();
  }
}
