package dev.atrium.runner.document.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "€", "🙂", "\uFEFFa\r\n🙂é€"})
  void textSurvivesAndIsMeasured(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.encode(text)).contains(bytes);
    assertThat(Utf8.decode(bytes)).contains(text);
    assertThat(Utf8.exceeds(text, bytes.length)).isFalse();
    assertThat(Utf8.exceeds(text, bytes.length - 1)).isTrue();
  }

  @Test
  void whatIsNoTextIsTold() {
    assertThat(Utf8.decode(new byte[] {'a', 0})).isEmpty();
    assertThat(Utf8.decode(new byte[] {(byte) 0xC3})).isEmpty();
    assertThat(Utf8.encode("\uD800")).isEmpty();
  }
}
