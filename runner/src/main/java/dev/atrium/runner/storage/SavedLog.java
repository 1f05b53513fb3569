package dev.atrium.runner.storage;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The project's log in S3, as one runner sees it after it took the log over. {@link #append},
 * {@link #note} and {@link #checkpoint} belong to one thread, the uploader's; {@link #project} and
 * {@link #owesNote} may run on another.
 */
public interface SavedLog {

  /**
   * The tree after the newest record; the uploader's view of what S3 has. To be read on the
   * uploader's thread only; a checkpoint may replace the instance.
   */
  TreeState tree();

  /** The files of {@link #tree} that have a document: a live view, for any thread. */
  Map<ProjectPath, TreeEntry> documents();

  /** The sequence number of the newest record. */
  long seq();

  /** The epoch that this runner took over with. */
  long epoch();

  /**
   * The highest {@link PendingChange#position} that the log's tail has of this writer, 0 if none.
   * After a restart of the process this says which journaled changes had landed although the
   * journal did not hear of it.
   */
  long position();

  /**
   * The highest number of a record that may be another writer's: of those in the tail the newest
   * that this writer did not append, or else the checkpoint's.
   */
  long foreign();

  /**
   * Appends changes as one or more records and returns when S3 has them. Contents that are too many
   * or too large to travel inline become packs and blobs first.
   *
   * <p>Retrying after any failure is safe: changes at or below {@link #position} are not written
   * again.
   *
   * @return the changes that were left out, in order: their content could not be read or is not
   *     what they say (the file changed under them, and the caller owes a newer change), or it is
   *     larger than {@link dev.atrium.api.log.LogLimits#CONTENT_BYTES}
   * @throws StorageUnreachableException if S3 or init-service does not answer; retry later
   * @throws SupersededException if a newer epoch has the log; this runner must stop
   */
  List<PendingChange> append(List<PendingChange> changes)
      throws StorageUnreachableException, SupersededException;

  /**
   * Brings the plain objects below {@code files/} up to {@link #tree}; what is left undone is done
   * by a later call. A failing projection never holds up {@link #append}.
   */
  void project() throws StorageUnreachableException, SupersededException;

  /**
   * Whether {@link #project} has done so much since a record last said how far the plain objects
   * are, that a runner which takes over now should not do it again.
   */
  boolean owesNote();

  /** Writes a record without changes that says how far the plain objects are. */
  void note() throws StorageUnreachableException, SupersededException;

  /** Writes a checkpoint if the log's tail has grown enough for one, or if {@code force}. */
  void checkpoint(boolean force) throws StorageUnreachableException, SupersededException;

  /**
   * A change together with the way to read its content.
   *
   * @param position where the change stands in the caller's journal: positive and greater than that
   *     of the change before, such as {@code number << 20 | index}; 0 for a change that was not
   *     journaled, which a retry may write twice, so it must not be a move
   * @param change its content is {@code Inline}, or anything else (null too) with {@code content}
   * @param content opens the file's bytes, as often as needed; null for what is inline or has none
   */
  record PendingChange(long position, Change change, ContentSource content) {}

  /** Opens content to be uploaded. */
  @FunctionalInterface
  interface ContentSource {
    InputStream open() throws IOException;
  }
}
