package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void aFirstCrashIsHealedAtOnce() {
    assertThat(policy.afterCrash(NOW)).contains(Duration.ofMillis(100));
  }

  @Test
  void eachFurtherOneWaitsLongerUntilItIsGivenUp() {
    var last = Duration.ZERO;
    for (int crash = 1; crash < RestartPolicy.MAX_CRASHES; crash++) {
      var delay = policy.afterCrash(NOW.plusSeconds(crash)).orElseThrow();
      assertThat(delay).isGreaterThan(last);
      last = delay;
    }

    assertThat(policy.afterCrash(NOW.plusSeconds(RestartPolicy.MAX_CRASHES))).isEmpty();
  }

  @Test
  void crashesFarApartNeverAddUp() {
    for (int crash = 0; crash < 50; crash++) {
      var time = NOW.plus(RestartPolicy.WINDOW.plusSeconds(1).multipliedBy(crash));

      assertThat(policy.afterCrash(time)).contains(Duration.ofMillis(100));
    }
  }
}
