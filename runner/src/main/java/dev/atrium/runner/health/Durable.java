package dev.atrium.runner.health;

import dev.atrium.runner.sync.ProjectSync;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while edits can be made durable; after that only a start of the process helps. */
@Liveness
@ApplicationScoped
public class Durable implements HealthCheck {

  private final ProjectSync sync;

  @Inject
  Durable(ProjectSync sync) {
    this.sync = sync;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("durable").status(sync.isHealthy()).build();
  }
}
