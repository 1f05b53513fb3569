package dev.atrium.ydoc.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes lib0's binary encoding into a growing buffer.
 *
 * <p>Not thread-safe.
 *
 * @see <a href="https://github.com/dmonad/lib0/blob/main/encoding.js">lib0/encoding.js</a>
 */
public final class Encoder {

  private byte[] buffer;
  private int size;

  public Encoder() {
    this(64);
  }

  /** An encoder that first grows after {@code capacity} bytes. */
  public Encoder(int capacity) {
    buffer = new byte[Math.max(capacity, 16)];
  }

  /** How many bytes have been written. */
  public int size() {
    return size;
  }

  /** A copy of what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  public void writeUint8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
  }

  /** {@code value} must not be negative; seven bits a byte, the lowest first. */
  public void writeVarUint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number as an unsigned one: " + value);
    }
    reserve(10);
    long rest = value;
    while (rest > 0x7f) {
      buffer[size++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** Sign and magnitude: the sign is a bit of its own, so there is a negative zero. */
  void writeVarInt(boolean negative, long magnitude) {
    reserve(10);
    buffer[size++] =
        (byte) ((magnitude > 0x3f ? 0x80 : 0) | (negative ? 0x40 : 0) | (int) (magnitude & 0x3f));
    long rest = magnitude >>> 6;
    while (rest > 0) {
      buffer[size++] = (byte) ((rest > 0x7f ? 0x80 : 0) | (int) (rest & 0x7f));
      rest >>>= 7;
    }
  }

  public void writeFloat32(float value) {
    writeBigEndian(Float.floatToRawIntBits(value), 4);
  }

  public void writeFloat64(double value) {
    writeBigEndian(Double.doubleToRawLongBits(value), 8);
  }

  void writeInt64(long value) {
    writeBigEndian(value, 8);
  }

  /** The bytes as they are, without a length before them. */
  public void writeBytes(byte[] bytes) {
    writeBytes(bytes, 0, bytes.length);
  }

  void writeBytes(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  /** A length, then the bytes. */
  public void writeVarBytes(byte[] bytes) {
    writeVarUint(bytes.length);
    writeBytes(bytes);
  }

  /** All that {@code other} holds, without a length before it. */
  public void writeAll(Encoder other) {
    writeBytes(other.buffer, 0, other.size);
  }

  /** A length in bytes, then UTF-8; half a surrogate pair becomes U+FFFD, as in JavaScript. */
  public void writeVarString(String text) {
    if (writeAscii(text)) {
      return;
    }
    writeVarBytes(Utf16.wellFormed(text).getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings(
      "deprecation") // The only way to copy a Latin-1 string without an array between.
  private boolean writeAscii(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    writeVarUint(length);
    reserve(length);
    text.getBytes(0, length, buffer, size);
    size += length;
    return true;
  }

  private void writeBigEndian(long bits, int bytes) {
    reserve(bytes);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (bits >>> shift);
    }
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer =
          Arrays.copyOf(
              buffer,
              Math.max(
                  Math.addExact(size, more), (int) Math.min(2L * size, Integer.MAX_VALUE - 8)));
    }
  }
}
