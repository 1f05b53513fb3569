package dev.atrium.operator;

import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.identity.JwksConfigMap;
import dev.atrium.operator.repl.ReplReconciler;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Starts the operator with the application and ends it in order: rounds that have begun are
 * finished and the lease is given back, so that another replica goes on at once.
 */
@Singleton
class OperatorLifecycle {

  private final Operator operator;
  private final ReplReconciler reconciler;
  private final Leadership leadership;
  private final JwksConfigMap keys;
  private final OperatorConfig config;

  OperatorLifecycle(
      Operator operator,
      ReplReconciler reconciler,
      Leadership leadership,
      JwksConfigMap keys,
      OperatorConfig config) {
    this.operator = operator;
    this.reconciler = reconciler;
    this.leadership = leadership;
    this.keys = keys;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    keys.publish();
    operator.register(
        reconciler,
        controller -> config.watchNamespaces().ifPresent(controller::settingNamespaces));
    operator.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    leadership.stopping();
    operator.stop();
  }
}
