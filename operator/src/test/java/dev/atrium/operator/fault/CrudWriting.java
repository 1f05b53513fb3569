package dev.atrium.operator.fault;

import dev.atrium.crd.Repl;
import dev.atrium.operator.config.ServerSideApply;
import dev.atrium.operator.status.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Create and update in the place of server-side apply, which the mock server does not know. */
class CrudWriting {

  @Produces
  @Singleton
  ServerSideApply apply(KubernetesClient client) {
    return object -> client.resource(object).createOr(existing -> existing.update());
  }

  @Produces
  @Singleton
  StatusWriter statusWriter(KubernetesClient client) {
    return (repl, status, context) ->
        client
            .resources(Repl.class)
            .inNamespace(repl.getMetadata().getNamespace())
            .withName(repl.getMetadata().getName())
            .editStatus(
                found -> {
                  found.setStatus(status);
                  return found;
                });
  }

  @Produces
  @Singleton
  Consumer<ConfigurationServiceOverrider> writing() {
    return settings ->
        settings
            .withUseSSAToPatchPrimaryResource(false)
            .withSSABasedCreateUpdateMatchForDependentResources(false);
  }
}
