package dev.atrium.ydoc.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTest {

  static List<Object> values() {
    return Arrays.asList(
        null,
        Undefined.INSTANCE,
        true,
        false,
        0L,
        -1L,
        63L,
        64L,
        -64L,
        (long) Integer.MAX_VALUE,
        1L << 40,
        -0.0,
        0.5,
        0.1,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        BigInteger.valueOf(Long.MIN_VALUE),
        "",
        "grüße 😀",
        List.of(1L, List.of("deep")),
        Map.of("key", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesSurviveARoundTrip(Object value) {
    assertThat(Any.decode(Any.encode(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void theBytesOfAValueAreFoundWithoutReadingIt(Object value) {
    Encoder encoder = new Encoder();
    Any.write(encoder, value);
    encoder.writeUint8(1);

    assertThat(Any.readRaw(new Decoder(encoder.toByteArray()))).isEqualTo(Any.encode(value));
  }

  @Test
  void bytesSurviveARoundTrip() {
    assertThat(Any.decode(Any.encode(new byte[] {1, 2}))).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void numbersAreWrittenAsLib0WritesThem() {
    assertThat(Any.encode(5)).isEqualTo(new byte[] {125, 5});
    assertThat(Any.encode(-65L)).isEqualTo(new byte[] {125, (byte) 0xc1, 1});
    assertThat(Any.encode(0.5)).isEqualTo(new byte[] {124, 0x3f, 0, 0, 0});
    assertThat(Any.encode(0.1)).hasSize(9).startsWith(123);
  }

  @Test
  void whatJavaScriptCannotHoldIsRefused() {
    assertThatThrownBy(() -> Any.encode((1L << 53) + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Any.encode(new Object())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void depthIsBounded() {
    List<Object> nested = new ArrayList<>();
    for (int i = 0; i < Any.MAX_DEPTH; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    List<Object> tooDeep = new ArrayList<>(List.of(nested));
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 117;
      bytes[i + 1] = 1;
    }

    assertThat(Any.decode(Any.encode(nested))).isEqualTo(nested);
    assertThatThrownBy(() -> Any.encode(tooDeep)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Any.decode(bytes)).isInstanceOf(DecodingException.class);
    assertThatThrownBy(() -> Any.readRaw(new Decoder(bytes))).isInstanceOf(DecodingException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {115, 0, 128, 255})
  void unknownTypesAreRefused(int type) {
    assertThatThrownBy(() -> Any.decode(new byte[] {(byte) type, 0}))
        .isInstanceOf(DecodingException.class);
  }
}
