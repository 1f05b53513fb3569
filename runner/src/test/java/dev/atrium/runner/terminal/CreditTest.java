package dev.atrium.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreditTest {

  private final Credit credit = new Credit(100);

  @Test
  void givesNoMoreThanTheWindow() {
    assertThat(credit.take(60)).isTrue();
    assertThat(credit.available()).isEqualTo(40);
    assertThat(credit.take(41)).isFalse();
    assertThat(credit.take(40)).isTrue();
    assertThat(credit.available()).isZero();
  }

  @Test
  void confirmedBytesMayBeSentAgain() {
    credit.take(100);
    assertThat(credit.confirm(30)).isTrue();
    assertThat(credit.available()).isEqualTo(30);
  }

  @Test
  void confirmsOnlyWhatWasSent() {
    credit.take(10);
    assertThat(credit.confirm(11)).isFalse();
    assertThat(credit.confirm(-1)).isFalse();
    assertThat(credit.available()).isEqualTo(90);
  }
}
