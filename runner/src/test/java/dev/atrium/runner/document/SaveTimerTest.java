package dev.atrium.runner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SaveTimerTest {

  private static final Instant START = Instant.EPOCH;
  private final SaveTimer timer = new SaveTimer();

  @Test
  void waitsForAPause() {
    timer.changed(START);
    assertThat(timer.left(START)).isEqualTo(SaveTimer.QUIET);
    timer.changed(START.plusMillis(300));
    assertThat(timer.left(START.plusMillis(400))).isEqualTo(Duration.ofMillis(400));
    assertThat(timer.left(START.plusMillis(900))).isZero();
  }

  @Test
  void doesNotWaitForeverWhileSomebodyTypes() {
    for (int millis = 0; millis < 1_000; millis += 100) {
      timer.changed(START.plusMillis(millis));
    }
    assertThat(timer.left(START.plusMillis(900))).isEqualTo(Duration.ofMillis(100));
    assertThat(timer.left(START.plus(SaveTimer.LONGEST))).isZero();
  }

  @Test
  void startsAnewAfterASave() {
    timer.changed(START);
    timer.reset();
    assertThat(timer.isRunning()).isFalse();
    timer.changed(START.plusSeconds(5));
    assertThat(timer.left(START.plusSeconds(5))).isEqualTo(SaveTimer.QUIET);
  }
}
