package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FrameRateTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final FrameRate rate = new FrameRate(nanos::get);

  @Test
  void aBurstIsAllowedAndThenSoManyASecond() {
    assertThat(allowed(FrameRate.BURST + 100)).isEqualTo(FrameRate.BURST);
    nanos.addAndGet(1_000_000_000);
    assertThat(allowed(2 * FrameRate.PER_SECOND)).isEqualTo(FrameRate.PER_SECOND);
    nanos.addAndGet(1_000_000_000_000L);
    assertThat(allowed(FrameRate.BURST + 100)).isEqualTo(FrameRate.BURST);
  }

  private int allowed(int frames) {
    int allowed = 0;
    for (int i = 0; i < frames; i++) {
      allowed += rate.allows() ? 1 : 0;
    }
    return allowed;
  }
}
