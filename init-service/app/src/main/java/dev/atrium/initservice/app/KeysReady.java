package dev.atrium.initservice.app;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.initservice.access.BearerTokens;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that there are keys to verify tokens with; a cluster may mount them later. */
@Readiness
public class KeysReady implements HealthCheck {

  @Inject BearerTokens tokens;

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("keys");
    try {
      tokens.requireKeys();
      return answer.up().build();
    } catch (ProblemException missing) {
      return answer.down().withData("problem", missing.problem().detail()).build();
    }
  }
}
