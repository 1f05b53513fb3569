package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What of a local change S3 gets to know. */
final class Outgoing {

  private static final int INDEX_BITS = 20;

  private final Excludes excludes;
  private final ProjectTree tree;

  Outgoing(Excludes excludes, ProjectTree tree) {
    this.excludes = excludes;
    this.tree = tree;
  }

  /** The changes of a journaled batch, with their places in the journal. */
  List<PendingChange> journaled(long seq, List<Change> changes) {
    List<PendingChange> pending = new ArrayList<>(changes.size());
    for (Change change : changes) {
      Change outgoing = translate(change);
      if (outgoing != null) {
        pending.add(withSource(seq << INDEX_BITS | pending.size() + 1, outgoing));
      }
    }
    return pending;
  }

  /** Changes that were found on disk and are in no journal. */
  List<PendingChange> found(List<Change> changes) {
    return changes.stream()
        .filter(change -> !isTooLarge(change.size()))
        .map(change -> withSource(0, change))
        .toList();
  }

  /** Whether a file of this size stays here, because the log takes none so large. */
  static boolean isTooLarge(long size) {
    return size > LogLimits.CONTENT_BYTES;
  }

  /** The journal number that a position belongs to. */
  static long seqOf(long position) {
    return position >> INDEX_BITS;
  }

  /**
   * The change as S3 sees it, or null if it sees nothing. What moves out of a local-only directory
   * is found by the watcher like any other new file.
   */
  private Change translate(Change change) {
    boolean toLocal = excludes.isLocalOnly(change.path()) || isTooLarge(change.size());
    if (change.movedFrom() == null) {
      return toLocal ? null : change;
    }
    boolean fromLocal = excludes.isLocalOnly(change.movedFrom());
    if (fromLocal) {
      return null;
    }
    return toLocal
        ? Change.delete(change.movedFrom(), null, change.author(), change.cause(), change.at())
        : change;
  }

  private PendingChange withSource(long position, Change change) {
    boolean inline = change.content() instanceof ContentRef.Inline;
    ProjectPath path = change.path();
    return new PendingChange(
        position, change, change.hash() == null || inline ? null : () -> read(path));
  }

  /** What is no file any more cannot be read, like what is gone. */
  private InputStream read(ProjectPath path) throws IOException {
    try {
      return tree.read(path);
    } catch (ProblemException gone) {
      throw new IOException(gone.getMessage(), gone);
    }
  }
}
