package dev.atrium.runner.health;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the project's files are there; until then it says how far they have come, and what is
 * in the way.
 */
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
    return changes.seeding().map(this::seeding).orElseGet(() -> HealthCheckResponse.up("seeded"));
  }

  private HealthCheckResponse seeding(ServerFrame.Seeding progress) {
    var answer =
        HealthCheckResponse.named("seeded")
            .down()
            .withData("doneBytes", progress.doneBytes())
            .withData("totalBytes", progress.totalBytes())
            .withData("doneFiles", progress.doneFiles())
            .withData("totalFiles", progress.totalFiles());
    Problem problem = changes.saved().problem();
    return problem == null ? answer.build() : answer.withData("problem", problem.detail()).build();
  }
}
