package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {

  private final Pulse pulse = new Pulse();

  @Test
  void aWindowThatAnswersNowAndThenIsThere() {
    for (int round = 0; round < 5; round++) {
      assertThat(pulse.asks()).isTrue();
      assertThat(pulse.asks()).isTrue();
      pulse.answered();
    }
  }

  @Test
  void aWindowThatHasStoppedToAnswerIsGivenUp() {
    assertThat(pulse.asks()).isTrue();
    assertThat(pulse.asks()).isTrue();
    assertThat(pulse.asks()).isFalse();
  }
}
