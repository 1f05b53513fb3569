package dev.atrium.api.log;

/** The bounds of the log's objects; a reader refuses what exceeds them. */
public final class LogLimits {

  /** The largest content that travels inside a change. */
  public static final int INLINE_BYTES = 64 * 1024;

  /** The largest content that the log keeps; what is larger stays on its machine. */
  public static final long CONTENT_BYTES = 1024L * 1024 * 1024;

  /** The largest encoded record. */
  public static final int RECORD_BYTES = 4 * 1024 * 1024;

  /** The most changes in one record. */
  public static final int RECORD_CHANGES = 20_000;

  /** The size at which a pack is closed. */
  public static final int PACK_BYTES = 8 * 1024 * 1024;

  /** The largest encoded checkpoint: about a million entries. */
  public static final int CHECKPOINT_BYTES = 256 * 1024 * 1024;

  private LogLimits() {}
}
