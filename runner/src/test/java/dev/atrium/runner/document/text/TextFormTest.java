package dev.atrium.runner.document.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a\nb\n",
        "a\r\nb\r\n",
        "a\r\nb\n",
        "a\rb",
        "\uFEFFa\r\n",
        "\r\r\n",
        "\uFEFF"
      })
  void isWrittenBackAsItWas(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TextForm.Decoded decoded = TextForm.decode(bytes).orElseThrow();
    assertThat(decoded.form().encode(decoded.text())).isEqualTo(bytes);
  }

  @Test
  void newLinesGetTheFilesLineEnd() {
    TextForm form =
        TextForm.decode("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8)).orElseThrow().form();
    assertThat(new String(form.encode("a\nnew\nb\n"), StandardCharsets.UTF_8))
        .isEqualTo("a\r\nnew\r\nb\r\n");
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(TextForm.decode(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0})).isEmpty();
    assertThat(TextForm.decode("f\u00FCr".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }
}
