package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a document's file, one look at a time. In the document's mailbox; what blocks runs
 * beside it.
 */
final class FileLook {

  /** Git and others remove a file before they write it anew. */
  static final Duration GRACE = Duration.ofMillis(300);

  /** So long the watcher has to tell whether a file that is not there was moved or deleted. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** What has become of the file. */
  sealed interface Seen {

    /** It is what the document knows. */
    record Same() implements Seen {}

    /** Somebody has written it. */
    record Rewritten(FileVersion now) implements Seen {}

    /** Nothing stands there, for now: look again after {@link #GRACE}. */
    record Absent() implements Seen {}

    /** It has no live document any more. */
    record Lost(CloseCode code, String reason) implements Seen {}
  }

  private final DocumentServices services;
  private final Mailbox mailbox;
  private boolean running;
  private Instant absentSince;
  private boolean deleted;

  FileLook(DocumentServices services, Mailbox mailbox) {
    this.services = services;
    this.mailbox = mailbox;
  }

  /** The watcher, or whoever deleted the file, says that it is gone. */
  void expectAbsence() {
    deleted = true;
  }

  boolean isRunning() {
    return running;
  }

  /**
   * Begins a look; only while none is running.
   *
   * @param known what the document knows of the file
   * @param seen is told in the mailbox, when the look is over
   */
  void begin(ProjectPath path, ContentHash known, Consumer<Seen> seen) {
    running = true;
    services
        .threads()
        .execute(
            () -> {
              Seen now = at(path, known);
              mailbox.execute(
                  () -> {
                    running = false;
                    seen.accept(patient(now, path));
                  });
            });
  }

  /** A file is gone only when it was away for a while; until that is told it may have moved. */
  private Seen patient(Seen now, ProjectPath path) {
    if (!(now instanceof Seen.Absent)) {
      absentSince = null;
      deleted = false;
      return now;
    }
    boolean unwatched = services.changes().isLocalOnly(path);
    Duration patience = deleted || unwatched ? GRACE : LONGEST_WAIT;
    Instant time = services.time().instant();
    absentSince = absentSince == null ? time : absentSince;
    return time.isBefore(absentSince.plus(patience))
        ? now
        : new Seen.Lost(CloseCode.DOCUMENT_GONE, "The file was deleted");
  }

  private Seen at(ProjectPath path, ContentHash known) {
    try {
      Optional<byte[]> bytes = services.files().read(path);
      return bytes.isEmpty() ? new Seen.Absent() : judge(bytes.get(), known);
    } catch (ProblemException problem) {
      return problem.type() == ProblemType.TOO_LARGE
          ? new Seen.Lost(CloseCode.TOO_LARGE, "The file is too large for a live document now")
          : unreadable();
    } catch (RuntimeException failed) {
      return unreadable();
    }
  }

  private static Seen unreadable() {
    return new Seen.Lost(CloseCode.NOT_TEXT, "The file cannot be read as text any more");
  }

  private static Seen judge(byte[] bytes, ContentHash known) {
    ContentHash hash = ContentHash.of(bytes);
    if (hash.equals(known)) {
      return new Seen.Same();
    }
    return FileVersion.of(bytes, hash)
        .<Seen>map(Seen.Rewritten::new)
        .orElseGet(() -> new Seen.Lost(CloseCode.NOT_TEXT, "The file is no UTF-8 text any more"));
  }
}
