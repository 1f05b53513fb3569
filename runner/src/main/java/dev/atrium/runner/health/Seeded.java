package dev.atrium.runner.health;

import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the project's files are there; until then it says how far they have come. */
@Readiness
@ApplicationScoped
public class Seeded implements HealthCheck {

  private final ProjectChanges changes;

  @Inject
  Seeded(ProjectChanges changes) {
    this.changes = changes;
  }

  @Override
  public HealthCheckResponse call() {
    return changes.seeding().map(Seeded::seeding).orElseGet(() -> HealthCheckResponse.up("seeded"));
  }

  private static HealthCheckResponse seeding(ServerFrame.Seeding progress) {
    return HealthCheckResponse.named("seeded")
        .down()
        .withData("doneBytes", progress.doneBytes())
        .withData("totalBytes", progress.totalBytes())
        .withData("doneFiles", progress.doneFiles())
        .withData("totalFiles", progress.totalFiles())
        .build();
  }
}
