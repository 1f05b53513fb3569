package dev.atrium.operator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpochsTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_000L);

  @Test
  void theFirstIsTheTime() {
    assertThat(Epochs.next(null, NOW)).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void eachIsHigherThanTheLast() {
    assertThat(Epochs.next(NOW.toEpochMilli() - 5, NOW)).isEqualTo(NOW.toEpochMilli());
    assertThat(Epochs.next(NOW.toEpochMilli(), NOW)).isEqualTo(NOW.toEpochMilli() + 1);
  }

  @Test
  void aClockThatWentBackMakesNoLowerOne() {
    assertThat(Epochs.next(NOW.toEpochMilli() + 60_000, NOW))
        .isEqualTo(NOW.toEpochMilli() + 60_001);
  }
}
