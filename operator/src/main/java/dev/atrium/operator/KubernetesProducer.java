package dev.atrium.operator;

import dev.atrium.operator.config.ServerSideApply;
import dev.atrium.operator.status.StatusWriter;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The API server's client, and the two ways in which objects are written by it. */
class KubernetesProducer {

  @Produces
  @Singleton
  KubernetesClient client(Config config, MeterRegistry registry) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor(ApiWrites.METRIC, new ApiWrites(registry)))
        .build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }

  @Produces
  @Singleton
  @DefaultBean
  ServerSideApply serverSideApply(KubernetesClient client) {
    var forced =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(ServerSideApply.MANAGER)
            .withForce(true)
            .build();
    return object -> client.resource(object).patch(forced);
  }

  @Produces
  @Singleton
  @DefaultBean
  StatusWriter statusWriter() {
    return (repl, status, context) ->
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
            repl, StatusWriter.onlyStatus(repl, status), context);
  }
}
