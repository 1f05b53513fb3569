package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.TextEdit;
import dev.atrium.runner.document.text.TextMerge;
import dev.atrium.runner.journal.JournalEntry.SeenFile;
import dev.atrium.ydoc.Doc;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The file of a document: writes there what the document has become, together with the document's
 * own state, and takes in what others write there. Everything runs in the document's mailbox; what
 * blocks runs beside it and comes back.
 */
final class FileProjection {

  private static final Logger LOG = Logger.getLogger(FileProjection.class);

  /** What the file wants of its document. */
  interface Owner {

    /** Changes the text for somebody; {@code file} is the file that this comes from. */
    void edit(List<TextEdit> edits, String author, SeenFile file);

    /**
     * The file is gone, or has become something that has no document: to be answered by {@link
     * #abandon}.
     */
    void end(CloseCode code, String reason);

    /** A save or a look at the file is over; {@code saved} if the file has everything now. */
    void settled(boolean saved);
  }

  private final DocumentServices services;
  private final Mailbox mailbox;
  private final Doc doc;
  private final String guid;
  private final Owner owner;
  private final FileLook look;
  private final SaveSchedule schedule;
  private final WholeStates wholes;
  private volatile ProjectPath path;
  private FileVersion file;
  private Unsaved unsaved = new Unsaved();
  private Unsaved beingSaved;
  private boolean saving;
  private boolean lookAgain;
  private final CompletableFuture<Optional<ProjectPath>> left = new CompletableFuture<>();
  private boolean closed;
  private ContentHash savedAs;
  private long savedSeq;

  FileProjection(DocumentServices services, Mailbox mailbox, LoadedDocument loaded, Owner owner) {
    this.services = services;
    this.mailbox = mailbox;
    this.doc = loaded.doc();
    this.guid = loaded.guid();
    this.path = loaded.path();
    this.file = loaded.file();
    this.wholes = loaded.wholes();
    this.owner = owner;
    this.look = new FileLook(services, mailbox);
    this.schedule = new SaveSchedule(services, mailbox, this::save);
  }

  ProjectPath path() {
    return path;
  }

  FileVersion file() {
    return file;
  }

  /** What identifies the updates that go into the next save. */
  Object holder() {
    return unsaved;
  }

  boolean isSettled() {
    return !schedule.isDue() && !saving && !look.isRunning();
  }

  /** The hash of the file that was last saved with the document's state; null if none was. */
  ContentHash savedAs() {
    return savedAs;
  }

  /** The journal's number of the last save. */
  long savedSeq() {
    return savedSeq;
  }

  /** The file stands elsewhere now; on any thread. */
  void moved(ProjectPath to) {
    path = to;
  }

  /** The document has changed. */
  void changed(byte[] update, String author) {
    unsaved.add(update, author);
    touch();
  }

  /** The log may have lost the document's state: the next save brings all of it. */
  void saveWhole() {
    wholes.require();
    touch();
  }

  /** The log has lost the document's state: see {@link #saveWhole}; false if that did not help. */
  boolean saveWholeOnceMore() {
    boolean again = wholes.requireOnceMore();
    if (again) {
      touch();
    }
    return again;
  }

  private void touch() {
    schedule.changed();
    schedule.goOn();
  }

  /** Saves without waiting for a pause; completes once everything so far is in the file. */
  CompletableFuture<FileSaver.Saved> saveNow() {
    if (isSettled()) {
      return CompletableFuture.completedFuture(new FileSaver.Saved(file.hash(), savedSeq));
    }
    boolean underWay = saving && !schedule.isDue();
    CompletableFuture<FileSaver.Saved> done = (underWay ? beingSaved : unsaved).await();
    save();
    return done;
  }

  /** The log has let the document go with its file, which may come back at once. */
  void deleted() {
    look.expectAbsence();
    saveWhole();
    look();
  }

  /** Somebody wrote to the file, as far as is known. */
  void look() {
    if (closed) {
      return;
    }
    if (saving || look.isRunning()) {
      lookAgain = true;
      return;
    }
    look.begin(path, file.hash(), this::looked);
  }

  /** Takes in what somebody has written to the file. */
  private void takeIn(FileVersion seen) {
    List<TextEdit> made = TextMerge.between(file.text(), seen.text());
    List<TextEdit> edits = TextMerge.carried(made, file.text(), text());
    SeenFile found = new SeenFile(seen.hash(), file.hash(), made);
    file = seen;
    owner.edit(edits, null, found);
  }

  /** Takes in what a person has made of the file as it was last on disk. */
  void takeIn(String text, String author) {
    owner.edit(TextMerge.edits(file.text(), text, text()), author, null);
  }

  private String text() {
    return doc.text(LiveDocument.TEXT).toString();
  }

  private void looked(FileLook.Seen seen) {
    if (closed) {
      return;
    }
    switch (seen) {
      case FileLook.Seen.Same _ -> {}
      case FileLook.Seen.Rewritten rewritten -> takeIn(rewritten.now());
      case FileLook.Seen.Absent _ ->
          services.timers().after(FileLook.GRACE, () -> mailbox.execute(this::look));
      case FileLook.Seen.Lost lost -> {
        owner.end(lost.code(), lost.reason());
        return;
      }
    }
    goOn();
  }

  private void save() {
    if (closed || saving || look.isRunning() || !schedule.isDue()) {
      return;
    }
    saving = true;
    schedule.reset();
    SaveAttempt attempt = SaveAttempt.of(doc, guid, path, file, unsaved, wholes.isDue());
    beingSaved = unsaved;
    unsaved = new Unsaved();
    CompletableFuture.supplyAsync(() -> attempt.commit(services.files()), services.threads())
        .thenAcceptAsync(outcome -> over(attempt, outcome), mailbox);
  }

  private void over(SaveAttempt attempt, CompletableFuture<FileSaver.Saved> outcome) {
    saving = false;
    if (outcome.isCompletedExceptionally()) {
      failed(attempt, outcome.exceptionNow());
    } else {
      saved(attempt, outcome.join());
    }
  }

  private void saved(SaveAttempt attempt, FileSaver.Saved saved) {
    file = attempt.after();
    savedAs = saved.hash();
    savedSeq = saved.seq();
    wholes.written(attempt.whole(), attempt.bytes());
    release(attempt.taken());
    attempt.taken().complete(saved);
    if (closed) {
      leave();
    }
    goOn();
    owner.settled(true);
  }

  private void failed(SaveAttempt attempt, Throwable why) {
    unsaved = attempt.taken().then(unsaved);
    if (closed) {
      leave();
      return;
    }
    schedule.changed();
    if (SaveAttempt.metSomethingElse(why)) {
      look();
      return;
    }
    LOG.warnf("'%s' could not be saved and is tried again: %s", path, why.getMessage());
    unsaved.fail(why);
    schedule.goOnLater();
    owner.settled(false);
  }

  private void goOn() {
    if (closed) {
      return;
    }
    if (lookAgain) {
      lookAgain = false;
      look();
    } else if (!unsaved.isAwaited()) {
      schedule.goOn();
    } else if (schedule.isDue()) {
      save();
    } else {
      unsaved.complete(new FileSaver.Saved(file.hash(), savedSeq));
    }
    if (isSettled()) {
      owner.settled(false);
    }
  }

  /** Behind the updates themselves, some of which may still wait for the journal. */
  private void release(Unsaved carried) {
    services.journal().afterThat(() -> carried.holders().forEach(services.log()::release));
  }

  /** Gives the file up; completes with where the text is that the file does not have. */
  CompletableFuture<Optional<ProjectPath>> abandon() {
    if (!closed && !saving) {
      leave();
    }
    closed = true;
    schedule.reset();
    return left;
  }

  private void leave() {
    Unsaved owed = unsaved;
    unsaved = new Unsaved();
    owed.fail(ProblemType.CHANGED_MEANWHILE.thrown("The file is something else now."));
    services
        .copies()
        .keep(path, file, text(), owed.author())
        .thenAccept(
            copy -> {
              release(owed);
              left.complete(copy);
            });
  }
}
