package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Copies of files that change faster than they can be sent: the log gets what the copy holds, so
 * content and hash agree. Used by the uploader's thread alone.
 */
final class RestlessUpload {

  private static final Logger LOG = Logger.getLogger(RestlessUpload.class);

  private final ProjectTree tree;
  private final Clock clock;
  private final RestlessFiles restless = new RestlessFiles();
  private final List<StagedFile> copies = new ArrayList<>();

  RestlessUpload(ProjectTree tree, Clock clock) {
    this.tree = tree;
    this.clock = clock;
  }

  /** Copies those of the changes that were left out again and again for an interval. */
  List<PendingChange> copy(List<PendingChange> leftOut) {
    List<PendingChange> copied = new ArrayList<>();
    for (PendingChange pending : leftOut) {
      ProjectPath path = pending.change().path();
      boolean written = pending.change().type() == FileType.FILE && pending.position() == 0;
      if (written && restless.isDue(path, clock.millis())) {
        add(pending.change(), copied);
      }
    }
    return copied;
  }

  /** Removes the copies. */
  void discard() {
    for (StagedFile copy : copies) {
      try {
        tree.discard(copy);
      } catch (IOException failed) {
        LOG.debug("A copy could not be removed; the next start does.", failed);
      }
    }
    copies.clear();
  }

  private void add(Change change, List<PendingChange> copied) {
    try (InputStream in = tree.read(change.path())) {
      StagedFile copy = tree.stage(in, LogLimits.CONTENT_BYTES);
      copies.add(copy);
      Change asCopied =
          Change.file(
                  change.path(),
                  change.mode(),
                  change.base(),
                  copy.hash(),
                  copy.size(),
                  null,
                  change.author(),
                  change.cause(),
                  change.at())
              .withDocument(change.document());
      copied.add(new PendingChange(0, asCopied, () -> tree.readStaged(copy.name())));
    } catch (IOException | ProblemException gone) {
      LOG.debugf("A file that keeps changing could not be copied: %s", gone.getMessage());
    }
  }
}
