package dev.atrium.runner.journal;

import java.io.IOException;
import java.util.List;

/** The directory that holds a journal's segments, by number. Not thread-safe. */
public interface JournalDirectory {

  /** The numbers of the segments that exist, ascending. */
  List<Long> segments() throws IOException;

  /**
   * Creates a segment of zeros whose space is taken already, so that appending to it needs no more;
   * it and its name are durable on return. A failure leaves nothing behind.
   */
  JournalChannel create(long segment, long size) throws IOException;

  JournalChannel open(long segment) throws IOException;

  void delete(long segment) throws IOException;

  /** Puts a damaged segment aside, for a person to look at. */
  void quarantine(long segment) throws IOException;

  /** Whether a write that failed did so because the volume is full. */
  boolean isFull(IOException failure);
}
