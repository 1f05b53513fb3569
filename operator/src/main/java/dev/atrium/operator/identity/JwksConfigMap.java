package dev.atrium.operator.identity;

import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.config.ServerSideApply;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import jakarta.inject.Singleton;
import java.util.Map;

/** Publishes the public keys for init-service, which mounts them. */
@Singleton
public class JwksConfigMap {

  static final String KEY = "jwks.json";

  private final ServerSideApply apply;
  private final SigningKey key;
  private final OperatorConfig config;

  JwksConfigMap(ServerSideApply apply, SigningKey key, OperatorConfig config) {
    this.apply = apply;
    this.key = key;
    this.config = config;
  }

  /** Writes the ConfigMap; the same keys again change nothing. */
  public void publish() {
    apply.apply(desired(config.namespace(), config.jwksConfigMap(), key.jwks()));
  }

  static ConfigMap desired(String namespace, String name, String jwks) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .addToLabels("app.kubernetes.io/managed-by", ServerSideApply.MANAGER)
        .endMetadata()
        .withData(Map.of(KEY, jwks))
        .build();
  }
}
