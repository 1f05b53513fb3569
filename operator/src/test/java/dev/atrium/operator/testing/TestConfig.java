package dev.atrium.operator.testing;

import dev.atrium.operator.config.OperatorConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The operator's configuration with what an installation has to say, and defaults otherwise. */
public final class TestConfig {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "atrium.operator.namespace", "atrium",
          "atrium.operator.hub-origin", "http://atrium.localhost:18080",
          "atrium.operator.hub-url", "http://atrium-hub.atrium.svc:8080",
          "atrium.operator.storage-url", "http://atrium-init-service.atrium.svc:8080",
          "atrium.operator.ide-origin", "http://{id}.ide.localhost:18080",
          "atrium.operator.app-origin", "http://{id}.app.localhost:18080",
          "atrium.operator.signing-key", "/nowhere",
          "atrium.operator.runner-image", "localhost/atrium-runner:dev");

  private TestConfig() {}

  /** The configuration with these properties besides; their names are without the prefix. */
  public static OperatorConfig with(Map<String, String> more) {
    var properties = new HashMap<>(REQUIRED);
    more.forEach((name, value) -> properties.put("atrium.operator." + name, value));
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(OperatorConfig.class)
        .withDefaultValues(properties)
        .build()
        .getConfigMapping(OperatorConfig.class);
  }

  public static OperatorConfig plain() {
    return with(Map.of());
  }
}
