package dev.atrium.hub.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Attempts attempts = new Attempts(2, Duration.ofMinutes(1), clock);

  @Test
  void closesAfterTheLimitAndOpensAsTheOldestFailureLeavesTheWindow() {
    attempts.failed();
    assertThat(attempts.isOpen()).isTrue();
    now = now.plusSeconds(30);
    attempts.failed();
    assertThat(attempts.isOpen()).isFalse();

    now = now.plusSeconds(29);
    assertThat(attempts.isOpen()).isFalse();
    now = now.plusSeconds(1);
    assertThat(attempts.isOpen()).isTrue();
    attempts.failed();
    assertThat(attempts.isOpen()).isFalse();
  }

  @Test
  void whoOnlySucceedsIsNeverCounted() {
    for (int i = 0; i < 100; i++) {
      assertThat(attempts.isOpen()).isTrue();
    }
  }
}
