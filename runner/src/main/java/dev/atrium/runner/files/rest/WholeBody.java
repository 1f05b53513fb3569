package dev.atrium.runner.files.rest;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body that fails, rather than ends, where a connection broke off before its length.
 */
final class WholeBody extends FilterInputStream {

  private final Long length;
  private long read;

  /**
   * @param length the declared length, or null if the body came in chunks, which have an end of
   *     their own
   */
  WholeBody(InputStream body, Long length) {
    super(body);
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int n = super.read(buffer, offset, count);
    if (n > 0) {
      read += n;
    } else if (n < 0 && length != null && read < length) {
      throw new EOFException("The upload broke off after " + read + " of " + length + " bytes.");
    }
    return n;
  }
}
