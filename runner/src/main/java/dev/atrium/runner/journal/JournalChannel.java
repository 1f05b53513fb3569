package dev.atrium.runner.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One segment's file: the seam at which a test drops what was not forced. Not thread-safe.
 *
 * @see JournalDirectory
 */
public interface JournalChannel extends AutoCloseable {

  /** Writes all remaining bytes at a position; nothing is durable before {@link #force}. */
  void write(ByteBuffer bytes, long position) throws IOException;

  /** Fills the buffer from a position on, or up to the file's end; returns how many bytes. */
  int read(ByteBuffer bytes, long position) throws IOException;

  long size() throws IOException;

  void truncate(long size) throws IOException;

  /**
   * Makes everything written so far durable. After a failure nothing is known about what was
   * written since the last success, and forcing again proves nothing.
   */
  void force() throws IOException;

  @Override
  void close() throws IOException;
}
