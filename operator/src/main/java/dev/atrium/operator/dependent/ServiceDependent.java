package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import jakarta.inject.Singleton;

/**
 * Leads the Ingress to the pod, ready or not: the Ingress itself comes only with a runner that has
 * said that it is ready, which is before its kubelet notices; and a runner that is up again but not
 * yet ready tells windows how far it is, where nobody could tell them more.
 */
@Singleton
public class ServiceDependent extends OwnedDependent<Service> {

  static final int PORT = 80;

  ServiceDependent() {
    super(Service.class);
  }

  @Override
  Service desired(ReplPlan plan) {
    Repl repl = plan.repl();
    return new ServiceBuilder()
        .withMetadata(metadata(repl))
        .withNewSpec()
        .withSelector(Labels.selector(repl))
        .withPublishNotReadyAddresses(true)
        .addNewPort()
        .withName(RunnerPod.PORT_NAME)
        .withProtocol("TCP")
        .withPort(PORT)
        .withTargetPort(new IntOrString(RunnerPod.PORT_NAME))
        .endPort()
        .endSpec()
        .build();
  }
}
