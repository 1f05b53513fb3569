package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.JournalEntry.SeenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What live documents need of the sync engine beside {@link ProjectChanges}. An update is
 * acknowledged once {@link #append} returns; it counts as saved once a committed change has carried
 * it into the file's document in the log and {@link #release} was called. Thread-safe; the calls
 * block and belong on virtual threads.
 */
public interface DocumentLog {

  /**
   * One update of a document.
   *
   * @param holder by identity: what {@link #release} will name
   * @param guid the document
   * @param path where its file stands
   * @param update a Yjs update of version 1
   * @param file the file that the document has taken in with this update; null if it has not looked
   *     at the file
   * @param author the person's id, or null if nobody in particular
   */
  record Update(
      Object holder, String guid, ProjectPath path, byte[] update, SeenFile file, String author) {}

  /**
   * Makes updates durable in the local journal, in this order.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code out-of-space}, {@code not-ready}, {@code
   *     epoch-superseded}
   * @throws dev.atrium.runner.journal.JournalFailedException if the disk failed
   */
  void append(List<Update> updates);

  /**
   * Everything that the holder's updates brought is in a change that was committed, and the holder
   * gets no more. Does not block.
   */
  void release(Object holder);

  /**
   * The document that the log has for the file at a path.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-ready} as long as the log is not
   *     open, {@code storage-unreachable}
   */
  Optional<DocumentState> saved(ProjectPath path);

  /**
   * The document of that identity in the log, wherever its file stands.
   *
   * @throws dev.atrium.api.problem.ProblemException see {@link #saved(ProjectPath)}
   */
  Optional<DocumentState> saved(String guid);

  /**
   * The same, or else as it was when the log was opened; until {@link #recovered}.
   *
   * @throws dev.atrium.api.problem.ProblemException see {@link #saved(ProjectPath)}
   */
  Optional<DocumentState> known(String guid);

  /**
   * The whole state that a document in the log names.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code storage-unreachable}
   */
  byte[] read(DocumentState document);

  /** Documents that the journal had more of than the log at this start. */
  List<UnsavedDocument> unsaved();

  /**
   * Keeps what cannot be used on this volume, outside the project, where an administrator finds it.
   *
   * @param name of the file
   * @throws java.io.UncheckedIOException if the disk refuses
   */
  Path setAside(String name, byte[] content);

  /** Every unsaved document is in the hands of its follower, which holds what it still owes. */
  void recovered();

  /** Says who is told what; there is one follower, and it is set before the engine starts. */
  void follow(Follower follower);

  /** Told what matters to documents. */
  interface Follower {

    /** The log is open: documents can be loaded. Must not block. */
    void opened();

    /** These changes were made, in this order, by whomever. Called in order; must not block. */
    void changed(List<Change> changes);

    /** Whether a document is open of the file at a path, or of one below it. Must not block. */
    boolean isOpenAtOrBelow(ProjectPath path);

    /** Commits every edit that is not in its file yet. Blocks. */
    void flush();

    /** Takes no more edits and commits those that are not in their files yet. Blocks. */
    void stop();
  }
}
