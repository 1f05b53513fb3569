package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Function;

/**
 * Passes a content of known length through and checks its hash before it hands out the last bytes,
 * so that whoever reads to the end has read the right content. Closing it leaves the underlying
 * stream open.
 */
final class VerifiedInputStream extends FilterInputStream {

  private final ContentHash expected;
  private final Function<String, IOException> failure;
  private final MessageDigest digest = ContentHash.newDigest();
  private long left;
  private boolean verified;

  /**
   * @param failure makes the exception for content that is too short or not the expected one
   */
  VerifiedInputStream(
      InputStream in, long length, ContentHash expected, Function<String, IOException> failure) {
    super(in);
    this.left = length;
    this.expected = expected;
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      verify();
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw failure.apply("it is shorter than expected");
    }
    digest.update(buffer, offset, n);
    left -= n;
    if (left == 0) {
      verify();
    }
    return n;
  }

  /** Reads what is left, so that all of it is checked and the next content is next. */
  void finish() throws IOException {
    byte[] rest = new byte[8192];
    while (read(rest, 0, rest.length) >= 0) {
      continue;
    }
  }

  @Override
  public long skip(long n) {
    throw new UnsupportedOperationException("Skipped bytes would not be checked.");
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}

  private void verify() throws IOException {
    if (!verified && !ContentHash.of(digest).equals(expected)) {
      throw failure.apply("its hash is another one");
    }
    verified = true;
  }
}
