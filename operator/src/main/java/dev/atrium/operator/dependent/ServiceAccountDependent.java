package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import jakarta.inject.Singleton;

/** Whom the pods of a namespace run as: nobody, for the API server. All Repls of it share one. */
@Singleton
public class ServiceAccountDependent extends NamedDependent<ServiceAccount> {

  ServiceAccountDependent() {
    super(ServiceAccount.class);
  }

  @Override
  String nameFor(Repl repl) {
    return Names.SHARED;
  }

  @Override
  ServiceAccount desired(ReplPlan plan) {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName(Names.SHARED)
        .withNamespace(plan.repl().getMetadata().getNamespace())
        .withLabels(Labels.shared())
        .endMetadata()
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
