package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.config.Places;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Leads both of a Repl's hosts to its pod. While there is none, the hosts fall to the hub's
 * wildcard, which shows the start page.
 */
@Singleton
public class IngressDependent extends OwnedDependent<Ingress> {

  private final OperatorConfig config;
  private final Places places;

  IngressDependent(OperatorConfig config, Places places) {
    super(Ingress.class);
    this.config = config;
    this.places = places;
  }

  @Override
  Ingress desired(ReplPlan plan) {
    Repl repl = plan.repl();
    String project = repl.getSpec().project();
    var hosts = List.of(places.ide(project).getHost(), places.app(project).getHost());
    var metadata = metadata(repl);
    metadata.setAnnotations(config.ingressAnnotations().map());
    return new IngressBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withIngressClassName(config.ingressClass().orElse(null))
        .withTls(config.tlsSecret().map(secret -> tls(secret, hosts)).stream().toList())
        .withRules(hosts.stream().map(host -> rule(host, Names.of(repl))).toList())
        .endSpec()
        .build();
  }

  private static IngressTLS tls(String secret, List<String> hosts) {
    return new IngressTLSBuilder().withSecretName(secret).withHosts(hosts).build();
  }

  private static IngressRule rule(String host, String service) {
    return new IngressRuleBuilder()
        .withHost(host)
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(service)
        .withNewPort()
        .withNumber(ServiceDependent.PORT)
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .build();
  }
}
