package dev.atrium.runner.terminal;

import java.nio.ByteBuffer;

/**
 * The newest bytes of a terminal's output, by sequence number: a ring that grows on demand up to
 * its capacity and then forgets the oldest bytes. Not thread-safe.
 */
final class Scrollback {

  private static final int FIRST_BYTES = 16 * 1024;
  private static final int LINE_SEARCH_BYTES = 4096;

  private final int capacity;
  private byte[] ring;
  private long end;

  /**
   * @param capacity in bytes, a power of two
   */
  Scrollback(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("The capacity is not a power of two: " + capacity);
    }
    this.capacity = capacity;
    this.ring = new byte[Math.min(FIRST_BYTES, capacity)];
  }

  /** The sequence number of the oldest byte that is still here. */
  long start() {
    return Math.max(0, end - ring.length);
  }

  /** The sequence number of the next byte to come. */
  long end() {
    return end;
  }

  void append(ByteBuffer bytes) {
    grow(bytes.remaining());
    if (bytes.remaining() > ring.length) {
      end += bytes.remaining() - ring.length;
      bytes.position(bytes.limit() - ring.length);
    }
    while (bytes.hasRemaining()) {
      int index = index(end);
      int part = Math.min(bytes.remaining(), ring.length - index);
      bytes.get(ring, index, part);
      end += part;
    }
  }

  /**
   * Copies bytes from {@code from} on, as many as are there and fit.
   *
   * @param from between {@link #start()} and {@link #end()}
   */
  void copy(long from, ByteBuffer target) {
    long position = from;
    while (position < end && target.hasRemaining()) {
      int index = index(position);
      int part = (int) Math.min(end - position, ring.length - index);
      part = Math.min(part, target.remaining());
      target.put(ring, index, part);
      position += part;
    }
  }

  /**
   * A place at or after {@code from} where a screen that lost the bytes before it may begin: behind
   * a line feed if one is near, else at least not inside a UTF-8 character.
   *
   * @param from between {@link #start()} and {@link #end()}
   */
  long beginning(long from) {
    if (from == 0) {
      return 0;
    }
    long limit = Math.min(end, from + LINE_SEARCH_BYTES);
    for (long position = from; position < limit; position++) {
      if (ring[index(position)] == '\n') {
        return position + 1;
      }
    }
    long position = from;
    while (position < Math.min(end, from + 3) && (ring[index(position)] & 0xC0) == 0x80) {
      position++;
    }
    return position;
  }

  private int index(long sequence) {
    return (int) (sequence & (ring.length - 1));
  }

  private void grow(int more) {
    int size = ring.length;
    while (size < capacity && end + more > size) {
      size *= 2;
    }
    if (size == ring.length) {
      return;
    }
    long from = start();
    ByteBuffer kept = ByteBuffer.allocate((int) (end - from));
    copy(from, kept);
    ring = new byte[size];
    end = from;
    append(kept.flip());
  }
}
