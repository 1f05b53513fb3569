package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {

  private final Pulse pulse = new Pulse();

  @Test
  void aWindowThatAnswersNowAndThenIsThere() {
    for (int round = 0; round < 5; round++) {
      pingAsOftenAsMayBe();
      pulse.answered();
    }
  }

  @Test
  void aWindowThatHasStoppedToAnswerIsGivenUp() {
    pingAsOftenAsMayBe();
    assertThat(pulse.asks()).isFalse();
  }

  private void pingAsOftenAsMayBe() {
    for (int ping = 0; ping < Pulse.MAX_UNANSWERED; ping++) {
      assertThat(pulse.asks()).isTrue();
    }
  }
}
