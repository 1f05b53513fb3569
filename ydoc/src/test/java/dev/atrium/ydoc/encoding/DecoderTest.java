package dev.atrium.ydoc.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 1L << 32, Decoder.MAX_SAFE_INTEGER})
  void integersSurviveARoundTrip(long value) {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(value);

    assertThat(new Decoder(encoder.toByteArray()).readVarUint()).isEqualTo(value);
  }

  @Test
  void integersThatJavaScriptCannotHoldAreRefused() {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(Decoder.MAX_SAFE_INTEGER + 1);
    refuses(encoder.toByteArray());
    refuses(bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0));
    refuses(bytes(0xff));
  }

  private static void refuses(byte[] bytes) {
    assertThatThrownBy(() -> new Decoder(bytes).readVarUint())
        .isInstanceOf(DecodingException.class);
  }

  @Test
  void aLengthBeyondTheEndIsRefusedBeforeAnythingIsAllocated() {
    byte[] claimsTwoGigabytes = bytes(0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3);

    assertThatThrownBy(() -> new Decoder(claimsTwoGigabytes).readVarBytes())
        .isInstanceOf(DecodingException.class);
    assertThatThrownBy(() -> new Decoder(claimsTwoGigabytes).readVarString())
        .isInstanceOf(DecodingException.class);
  }

  @Test
  void stringsSurviveARoundTripExceptForHalvesOfPairs() {
    for (String text : new String[] {"", "ascii", "grüße", "😀"}) {
      assertThat(roundTrip(text)).isEqualTo(text);
    }
    assertThat(roundTrip("a\uD83Db")).isEqualTo("a\uFFFDb");
    assertThat(roundTrip("\uDE00")).isEqualTo("\uFFFD");
  }

  @Test
  void malformedUtf8IsRefused() {
    assertThatThrownBy(() -> new Decoder(bytes(2, 0xc3, 0x28)).readVarString())
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> new Decoder(bytes(3, 0xed, 0xa0, 0x80)).readVarString())
        .isInstanceOf(DecodingException.class);
  }

  private static String roundTrip(String text) {
    Encoder encoder = new Encoder();
    encoder.writeVarString(text);
    return new Decoder(encoder.toByteArray()).readVarString();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
