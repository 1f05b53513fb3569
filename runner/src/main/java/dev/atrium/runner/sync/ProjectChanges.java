package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ServerFrame;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one way by which an edit changes the project: base check, journal (forced), disk, feed; S3
 * follows on its own. Thread-safe; the blocking calls belong on virtual threads.
 */
public interface ProjectChanges {

  /**
   * Acknowledges and applies changes, all or none.
   *
   * <p>A file's content is {@code Inline} up to {@link dev.atrium.api.log.LogLimits#INLINE_BYTES},
   * or {@code OnDisk} in a staged file. A file change whose {@code base} is not the hash of what
   * stands there (null: nothing may stand there) fails and changes nothing.
   *
   * @return the journal's number of the batch; it survives a crash of the process from now on
   * @throws dev.atrium.api.problem.ProblemException {@code changed-meanwhile}, {@code
   *     already-exists}, {@code not-found}, {@code out-of-space}, {@code epoch-superseded}, {@code
   *     not-ready}
   */
  long commit(List<Change> changes);

  /** The hash of the regular file that stands there now; empty if there is none. */
  Optional<ContentHash> currentHash(ProjectPath path);

  /** Whether an exclude, or a size beyond what the log takes, keeps this path out of S3. */
  boolean isLocalOnly(ProjectPath path);

  /** How far the project is saved. */
  ServerFrame.Saved saved();

  /** Where seeding stands; empty once the project's files are there. */
  Optional<ServerFrame.Seeding> seeding();

  /**
   * Calls back with {@code Changed}, {@code Saved}, {@code Seeding} frames as things happen, and
   * with {@code Failed} when the runner is superseded. Callbacks come one at a time, in order, on a
   * thread of the sync engine, and must not block.
   *
   * @return ends the subscription
   */
  Runnable subscribe(Consumer<ServerFrame> listener);
}
