package dev.atrium.initservice.app;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the object store answered at the last look. */
@Readiness
public class BucketReady implements HealthCheck {

  @Inject BucketWatch watch;

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("bucket");
    return watch
        .problem()
        .map(problem -> answer.down().withData("problem", problem))
        .orElseGet(answer::up)
        .build();
  }
}
