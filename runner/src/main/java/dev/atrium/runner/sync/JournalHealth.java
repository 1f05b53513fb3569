package dev.atrium.runner.sync;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once nothing can be acknowledged any more, so that the engine starts the runner again. */
@Liveness
@ApplicationScoped
class JournalHealth implements HealthCheck {

  private final ProjectSync sync;

  JournalHealth(ProjectSync sync) {
    this.sync = sync;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("journal").status(sync.isHealthy()).build();
  }
}
