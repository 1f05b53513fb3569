package dev.atrium.ydoc.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lib0's binary encoding. Every length is compared with the bytes that are left before
 * anything is allocated; what does not fit is refused with a {@link DecodingException}.
 *
 * <p>Not thread-safe. The bytes are not copied and must not change while they are read.
 *
 * @see <a href="https://github.com/dmonad/lib0/blob/main/decoding.js">lib0/decoding.js</a>
 */
public final class Decoder {

  /** The largest integer that JavaScript holds exactly; no clock, client or length is beyond it. */
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final byte[] bytes;
  private final int maxParts;
  private int position;
  private int parts;

  public Decoder(byte[] bytes) {
    this(bytes, Integer.MAX_VALUE);
  }

  /**
   * @param maxParts how many things may be counted in all, whatever they are: each takes memory of
   *     its own, up to a hundred times its bytes
   */
  public Decoder(byte[] bytes, int maxParts) {
    this.bytes = bytes;
    this.maxParts = maxParts;
  }

  /** The index of the next byte. */
  public int position() {
    return position;
  }

  public int remaining() {
    return bytes.length - position;
  }

  public boolean hasRemaining() {
    return position < bytes.length;
  }

  public int readUint8() {
    require(1);
    return bytes[position++] & 0xff;
  }

  /** A number of at most {@link #MAX_SAFE_INTEGER}. */
  public long readVarUint() {
    return readGroups(0, 0);
  }

  /** A number of at most {@code max}; {@code what} names it in the refusal. */
  public int readVarUint(int max, String what) {
    long value = readVarUint();
    if (value > max) {
      throw refused(what + " " + value + " is beyond " + max);
    }
    return (int) value;
  }

  /**
   * How many things follow. A count that could not fit into the bytes that are left, at {@code
   * bytesEach} for the smallest thing, is refused, and so is one beyond the bound for all counts.
   */
  public int readCount(int bytesEach, String what) {
    int count = readFitting(bytesEach, what);
    if (count > maxParts - parts) {
      throw refused("more than " + maxParts + " parts");
    }
    parts += count;
    return count;
  }

  private int readFitting(int bytesEach, String what) {
    long count = readVarUint();
    if (count > remaining() / bytesEach) {
      throw refused(count + " " + what + " in fewer bytes than they take");
    }
    return (int) count;
  }

  /** Sign and magnitude; the magnitude is at most {@link #MAX_SAFE_INTEGER}. */
  Number readVarInt() {
    int first = readUint8();
    long magnitude = (first & 0x80) == 0 ? first & 0x3f : readGroups(first & 0x3f, 6);
    if ((first & 0x40) == 0) {
      return magnitude;
    }
    return magnitude == 0 ? (Number) (-0.0) : (Number) (-magnitude);
  }

  float readFloat32() {
    return Float.intBitsToFloat((int) readBigEndian(4));
  }

  double readFloat64() {
    return Double.longBitsToDouble(readBigEndian(8));
  }

  long readInt64() {
    return readBigEndian(8);
  }

  /** A length, then a copy of so many bytes. */
  public byte[] readVarBytes() {
    int length = readLength();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** A length in bytes, then UTF-8; malformed UTF-8 is refused, because Yjs refuses it too. */
  public String readVarString() {
    int length = readLength();
    int start = position;
    position += length;
    for (int i = start; i < position; i++) {
      if (bytes[i] < 0) {
        return decodeUtf8(start, length);
      }
    }
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  /** Passes over a length and so many bytes. */
  void skipVarBytes() {
    position += readLength();
  }

  void skip(int count) {
    require(count);
    position += count;
  }

  /** A copy of what stands between {@code from} and the current position. */
  byte[] copySince(int from) {
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** Refuses the bytes at the current position. */
  public DecodingException refused(String why) {
    return new DecodingException(why + " (at byte " + position + " of " + bytes.length + ")");
  }

  private String decodeUtf8(int start, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("malformed UTF-8");
    }
  }

  private int readLength() {
    return readFitting(1, "bytes");
  }

  private long readGroups(long start, int startShift) {
    long value = start;
    for (int shift = startShift; shift <= 56; shift += 7) {
      int next = readUint8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (value > MAX_SAFE_INTEGER) {
          break;
        }
        return value;
      }
    }
    throw refused("an integer out of range");
  }

  private long readBigEndian(int count) {
    require(count);
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits = bits << 8 | bytes[position++] & 0xff;
    }
    return bits;
  }

  private void require(int count) {
    if (remaining() < count) {
      throw refused("the bytes end too early");
    }
  }
}
