package dev.atrium.operator;

import dev.atrium.operator.config.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The Java Operator SDK as a bean. */
class OperatorProducer {

  /** A round may wait for a flush, so that is what a stop waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Produces
  @Singleton
  Operator operator(
      KubernetesClient client,
      OperatorConfig config,
      MeterRegistry registry,
      Leadership leadership,
      Consumer<ConfigurationServiceOverrider> writing) {
    return new Operator(
        settings -> {
          settings
              .withKubernetesClient(client)
              .withCloseClientOnStop(false)
              // A round waits for init-service and for flushes; on virtual threads that holds up no
              // other.
              .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
              .withReconciliationTerminationTimeout(PATIENCE)
              .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry));
          writing.accept(settings);
          if (config.leaderElection()) {
            settings.withLeaderElectionConfiguration(
                LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.lease())
                    .withLeaseNamespace(config.namespace())
                    .withLeaderCallbacks(leadership.callbacks())
                    .withExitOnStopLeading(false)
                    .build());
          }
        });
  }

  /** How objects are written: the SDK's own way, which is server-side apply. */
  @Produces
  @Singleton
  @DefaultBean
  Consumer<ConfigurationServiceOverrider> writing() {
    return settings -> {};
  }
}
