package dev.atrium.api.session;

/** What the runner's way to S3 is like. */
public enum StorageState {
  /** Everything acknowledged is saved, or will be within seconds. */
  OK,
  /** As {@link #OK}, but for files that the runner may not read; the problem names them. */
  INCOMPLETE,
  /** S3 or init-service does not answer; edits are kept in the journal and retried. */
  UNREACHABLE,
  /** The quota or the volume is exhausted; writes are refused. */
  FULL,
  /** A newer runner took over; this one takes no more edits. */
  SUPERSEDED
}
