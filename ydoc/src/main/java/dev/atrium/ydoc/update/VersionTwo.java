package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.DecodingException;

/**
 * Tells updates of version 2 from noise: a zero, then nine columns of bytes, each behind its
 * length, then the rest.
 *
 * @see <a
 *     href="https://github.com/yjs/yjs/blob/main/src/utils/UpdateDecoder.js">UpdateDecoderV2</a>
 */
final class VersionTwo {

  private static final int COLUMNS = 9;

  private VersionTwo() {}

  static boolean matches(byte[] bytes) {
    Decoder decoder = new Decoder(bytes);
    try {
      if (decoder.readUint8() != 0) {
        return false;
      }
      for (int column = 0; column < COLUMNS; column++) {
        decoder.readVarBytes();
      }
      return decoder.hasRemaining();
    } catch (DecodingException e) {
      return false;
    }
  }
}
