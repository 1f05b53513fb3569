package dev.atrium.runner.journal;

/**
 * The bounds of a journal, in bytes.
 *
 * @param segmentBytes how large a segment is made; a larger group gets a larger one
 * @param totalBytes the most that all segments may take
 * @param frameBytes the largest frame
 */
public record JournalLimits(long segmentBytes, long totalBytes, int frameBytes) {

  public static final JournalLimits DEFAULT = new JournalLimits(4L << 20, 1L << 30, 64 << 20);
}
