package dev.atrium.operator.health;

import io.javaoperatorsdk.operator.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Up while every watch is; a replica that waits for the lease is up too. */
@Liveness
@Readiness
@ApplicationScoped
public class OperatorHealth implements HealthCheck {

  private final Operator operator;

  @Inject
  OperatorHealth(Operator operator) {
    this.operator = operator;
  }

  @Override
  public HealthCheckResponse call() {
    var runtime = operator.getRuntimeInfo();
    var answer = HealthCheckResponse.named("watches");
    runtime
        .unhealthyEventSources()
        .forEach(
            (controller, sources) -> {
              if (!sources.isEmpty()) {
                answer.withData(controller, String.join(", ", sources.keySet()));
              }
            });
    return answer.status(runtime.isStarted() && runtime.allEventSourcesAreHealthy()).build();
  }
}
