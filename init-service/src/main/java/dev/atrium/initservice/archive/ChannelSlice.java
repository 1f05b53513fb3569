package dev.atrium.initservice.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream; closing it leaves the file open. Not thread-safe. */
final class ChannelSlice extends InputStream {

  private final FileChannel file;
  private long position;
  private long remaining;

  ChannelSlice(FileChannel file, long offset, long length) {
    this.file = file;
    this.position = offset;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (remaining <= 0) {
      return -1;
    }
    int most = (int) Math.min(length, remaining);
    int read = file.read(ByteBuffer.wrap(bytes, offset, most), position);
    if (read > 0) {
      position += read;
      remaining -= read;
    }
    return read;
  }
}
