package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.update.Updates;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A document as it is to be saved.
 *
 * @param taken what the save brings into the file
 * @param after the file after it
 * @param whole whether all of the document's state goes along, rather than what is new
 * @param bytes how long that is
 */
record SaveAttempt(
    FileSaver.Save save, Unsaved taken, FileVersion after, boolean whole, int bytes) {

  private static final Set<ProblemType> CHANGED =
      Set.of(
          ProblemType.CHANGED_MEANWHILE,
          ProblemType.NOT_FOUND,
          ProblemType.ALREADY_EXISTS,
          ProblemType.NOT_A_REGULAR_FILE);

  /**
   * @param before the file on disk
   * @param whole whether the log needs all of the document
   */
  static SaveAttempt of(
      Doc doc, String guid, ProjectPath path, FileVersion before, Unsaved taken, boolean whole) {
    String text = doc.text(LiveDocument.TEXT).toString();
    byte[] content = before.form().encode(text);
    ContentHash hash = ContentHash.of(content);
    boolean all = whole || taken.updates().isEmpty();
    byte[] update = all ? doc.encodeStateAsUpdate() : Updates.mergeUpdates(taken.updates());
    DocumentState state =
        all
            ? DocumentState.whole(guid, update, hash)
            : DocumentState.updates(guid, List.of(update), hash);
    return new SaveAttempt(
        new FileSaver.Save(
            path, before.hash(), content, hash, state, taken.author(), taken.cause()),
        taken,
        new FileVersion(hash, text, before.form()),
        all,
        update.length);
  }

  /** Whether it was refused because of what the file has become: it is to be looked at. */
  static boolean metSomethingElse(Throwable refusal) {
    return refusal instanceof ProblemException problem && CHANGED.contains(problem.type());
  }

  /** Commits it. Blocks; what is refused is in the outcome. */
  CompletableFuture<FileSaver.Saved> commit(FileSaver files) {
    try {
      return CompletableFuture.completedFuture(files.commit(save));
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }
}
