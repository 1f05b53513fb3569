package dev.atrium.ydoc.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void valuesSurviveARoundTrip() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("list", Arrays.asList(1L, -2.5, null, true, "a\"\\\n\u0001é😀"));
    value.put("empty", Map.of());

    String text = Json.write(value);

    assertThat(Json.parse(text)).isEqualTo(value);
    assertThat(text)
        .isEqualTo("{\"list\":[1,-2.5,null,true,\"a\\\"\\\\\\n\\u0001é😀\"],\"empty\":{}}");
  }

  @Test
  void escapesAndSpaceAreUnderstood() {
    assertThat(Json.parse(" [ \"\\u00e9\\/\\b\" , { \"a\" : 1e2 } ] "))
        .isEqualTo(Arrays.asList("é/\b", Map.of("a", 100L)));
    assertThat(Json.parse("-0")).isEqualTo(-0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "NaN",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1,}",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "1 2",
        "[",
        "'a'",
        "undefined"
      })
  void whatJsonParseRefusesIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(DecodingException.class);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("deep");
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write(new byte[1])).isInstanceOf(IllegalArgumentException.class);
  }
}
