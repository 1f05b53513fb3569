package dev.atrium.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogKeysTest {

  private final Locale own = Locale.getDefault();

  @AfterEach
  void goHome() {
    Locale.setDefault(own);
  }

  @Test
  void aKeyIsTheSameInEveryCountry() {
    Locale.setDefault(Locale.of("ar", "EG"));

    assertThat(String.format("%d", 7)).as("this country's digits").isNotEqualTo("7");
    assertThat(LogKeys.log(7)).endsWith("/00000000000000000007");
    assertThat(LogKeys.numberOf(LogKeys.log(7))).isEqualTo(7);
  }
}
