package dev.atrium.runner.storage;

import dev.atrium.api.log.Change;
import java.util.List;

/**
 * The project's log in S3, as one runner sees it after it took the log over. Not thread-safe: one
 * uploader owns it.
 */
public interface SavedLog {

  /** The tree after the newest record; the uploader's view of what S3 has. */
  TreeState tree();

  /** The sequence number of the newest record. */
  long seq();

  /** The epoch that this runner took over with. */
  long epoch();

  /**
   * Appends changes as one or more records and returns when S3 has them. Contents that are {@code
   * Inline} and too many for a record, or {@code OnDisk}, become packs and blobs first. Retrying
   * after any failure is safe: a record that had landed is recognised by its id.
   *
   * @throws StorageUnreachableException if S3 or init-service does not answer; retry later
   * @throws SupersededException if a newer epoch has the log; this runner must stop
   */
  void append(List<PendingChange> changes) throws StorageUnreachableException, SupersededException;

  /**
   * Brings the plain objects below {@code files/} up to {@link #tree}; what is left undone is done
   * by a later call. Failing projections never hold up {@link #append}.
   */
  void project() throws StorageUnreachableException, SupersededException;

  /** Writes a checkpoint if the log's tail has grown enough for one, or if {@code force}. */
  void checkpoint(boolean force) throws StorageUnreachableException, SupersededException;

  /**
   * A change together with the way to read its content.
   *
   * @param content opens the file's bytes, as often as needed; null for what has none. The hash of
   *     what it gives must be {@code change.hash()}; if it is not (the file changed under it), the
   *     change is skipped, because a newer one is on its way.
   */
  record PendingChange(Change change, ContentSource content) {}

  /** Opens content to be uploaded. */
  @FunctionalInterface
  interface ContentSource {
    java.io.InputStream open() throws java.io.IOException;
  }

  /** Convenience for callers whose contents all travel inline. */
  static List<PendingChange> inline(List<Change> changes) {
    return changes.stream().map(change -> new PendingChange(change, null)).toList();
  }
}
