package dev.atrium.runner.document.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** UTF-8 that is exact both ways: nothing is replaced, a byte order mark stays. Pure. */
public final class Utf8 {

  private Utf8() {}

  /** The text, or empty if the bytes are not UTF-8 or hold a NUL, which no text file does. */
  public static Optional<String> decode(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** The bytes, or empty if the text has half of a surrogate pair. */
  public static Optional<byte[]> encode(String text) {
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      return Optional.of(Arrays.copyOf(bytes.array(), bytes.limit()));
    } catch (CharacterCodingException halfPair) {
      return Optional.empty();
    }
  }

  /** Whether the text takes more than so many bytes, without encoding it. */
  public static boolean exceeds(String text, int bytes) {
    if (text.length() > bytes) {
      return true;
    }
    if (text.length() * 3L <= bytes) {
      return false;
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair counts for half of the pair's four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length > bytes;
  }
}
