package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.TextEdit;
import dev.atrium.runner.document.text.TextForm;
import dev.atrium.runner.journal.JournalEntry.SeenFile;
import dev.atrium.ydoc.Text;
import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.room.Reaction;
import dev.atrium.ydoc.room.RefusedException;
import dev.atrium.ydoc.room.Room;
import dev.atrium.ydoc.room.RoomLimits;
import dev.atrium.ydoc.update.Update;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One open file: the authoritative document and everybody who is connected to it. An update is
 * checked and applied, sent to the others at once, and stored; what only a stored update allows to
 * be said waits for that. Everything happens in one mailbox, so one thing after the other.
 *
 * <p>Thread-safe; nothing blocks.
 */
final class LiveDocument implements FileProjection.Owner {

  /** The shared text's name in the document. */
  static final String TEXT = "content";

  /**
   * Clients are held back by not reading on, so the rate only ends what no person and no editor
   * does.
   */
  static final RoomLimits LIMITS =
      new RoomLimits(8 << 20, 50_000, 500_000, 64 << 20, 1 << 20, 8, 64 << 10);

  /** An update that changes nothing, for what is to be stored of a file without a change. */
  private static final byte[] NOTHING = Update.EMPTY.encode();

  private final Mailbox mailbox;
  private final Room room;
  private final String guid;
  private final FileProjection projection;
  private final Consumer<LiveDocument> settled;
  private final UpdateStore store;
  private final Participants participants = new Participants();
  private boolean ended;

  /**
   * @param settled is told whenever nobody is connected and everything is in the file; in the
   *     mailbox
   */
  LiveDocument(DocumentServices services, LoadedDocument loaded, Consumer<LiveDocument> settled) {
    this.mailbox = new Mailbox(services.threads());
    this.guid = loaded.guid();
    this.room = new Room(loaded.doc(), LIMITS, services.time());
    this.projection = new FileProjection(services, mailbox, loaded, this);
    this.store =
        new UpdateStore(services, loaded, projection, () -> mailbox.execute(this::notStored));
    this.settled = settled;
    mailbox.execute(() -> begin(loaded));
  }

  private void begin(LoadedDocument loaded) {
    if (!loaded.file().hash().equals(loaded.known())) {
      edit(
          loaded.fromDisk(),
          null,
          new SeenFile(loaded.file().hash(), loaded.known(), loaded.fileEdits()));
    }
    if (loaded.recovered()) {
      projection.saveWhole();
      projection.saveNow();
    }
    settle();
  }

  String guid() {
    return guid;
  }

  ProjectPath path() {
    return projection.path();
  }

  FileProjection projection() {
    return projection;
  }

  /** Runs something in the mailbox. */
  void later(Runnable task) {
    mailbox.execute(task);
  }

  /** Lets a client in, or closes its connection. */
  void join(Entrance entrance, Connection connection, Consumer<Participant> joined) {
    mailbox.execute(
        () -> {
          if (ended) {
            connection.close(CloseCode.NOT_READY, "The document closes; connect again");
          } else if (store.isFailing()) {
            connection.close(CloseCode.NOT_DURABLE, "Edits cannot be stored now");
          } else if (entrance.isForOtherThan(guid)) {
            connection.close(CloseCode.DOCUMENT_REPLACED, guid);
          } else {
            joined.accept(admit(entrance, connection));
          }
        });
  }

  private Participant admit(Entrance entrance, Connection connection) {
    var identity = new AwarenessIdentity(entrance.author(), entrance.name());
    var member = room.join(entrance.canWrite(), entrance.acknowledgements(), identity);
    Participant participant =
        new Participant(member, connection, entrance.author(), entrance.form());
    participants.add(participant);
    if (entrance.asksWhichItIs()) {
      connection.send(DocumentMessages.identity(guid));
    }
    participants.tellForm(participant, projection.file().form());
    room.greeting().forEach(connection::send);
    return participant;
  }

  /** Takes a client's message; {@code done} is run when it was dealt with. */
  void receive(Participant from, byte[] message, Runnable done) {
    Executor place = DocumentMessages.isQuick(message) ? mailbox::executeHere : mailbox;
    place.execute(() -> take(from, message, done));
  }

  private void take(Participant from, byte[] message, Runnable done) {
    try {
      if (!ended && participants.contains(from)) {
        perform(room.receive(from.member(), message), from, from.author());
      }
    } catch (RefusedException refused) {
      expel(from, CloseCodes.of(refused.reason()), refused.getMessage());
    } catch (DecodingException malformed) {
      expel(from, CloseCode.PROTOCOL, "Not a y-websocket message");
    } finally {
      done.run();
    }
  }

  /** A client's connection has ended. */
  void leave(Participant participant) {
    mailbox.execute(() -> remove(participant));
  }

  private void expel(Participant participant, CloseCode code, String reason) {
    participant.connection().close(code, reason);
    remove(participant);
  }

  private void dismiss(CloseCode code, String reason) {
    participants.all().forEach(participant -> expel(participant, code, reason));
  }

  private void remove(Participant participant) {
    if (participants.remove(participant)) {
      perform(room.leave(participant.member()), null, null);
      if (participants.isEmpty()) {
        projection.saveNow();
      }
      settle();
    }
  }

  private void perform(Reaction reaction, Participant from, String author) {
    participants.tell(reaction.broadcasts(), from);
    reaction.replies().forEach(message -> from.connection().send(message));
    if (reaction.update() != null) {
      store.store(reaction.update(), author, null);
    }
    if (!reaction.repliesOnceStored().isEmpty()) {
      store.whenStored(() -> reaction.repliesOnceStored().forEach(from.connection()::send));
    }
    if (reaction.acknowledgement() != null) {
      store.lastWhenStored(from, () -> from.connection().send(reaction.acknowledgement()));
    }
  }

  /** Nobody is told that an update is safe; those who made it still have it. */
  private void notStored() {
    projection.saveWhole();
    dismiss(CloseCode.NOT_DURABLE, "Edits cannot be stored now");
  }

  @Override
  public void edit(List<TextEdit> edits, String author, SeenFile file) {
    Text text = room.doc().text(TEXT);
    Reaction reaction = room.edit(this, () -> edits.reversed().forEach(edit -> apply(edit, text)));
    if (reaction.update() != null || file != null) {
      store.store(reaction.update() == null ? NOTHING : reaction.update(), author, file);
    }
    // A client's update that a crash takes comes back with its client. One that was made here would
    // be made anew, from the same file, and clients that have seen the first would bring it back
    // too. So nobody sees it before it is durable.
    store.whenStored(() -> mailbox.execute(() -> participants.tell(reaction.broadcasts(), null)));
  }

  /** As {@link dev.atrium.ydoc.diff.TextDiff} does: what comes goes behind what it replaces. */
  private static void apply(TextEdit edit, Text text) {
    text.insert(edit.offset() + edit.length(), edit.text());
    text.delete(edit.offset(), edit.length());
  }

  /**
   * Makes a whole new text of the file an edit of the document, by a person who had seen {@code
   * base}.
   *
   * @return completes when it is in the file; {@code changed-meanwhile} if the file is not {@code
   *     base}
   */
  CompletableFuture<FileSaver.Saved> write(
      ContentHash base, TextForm.Decoded content, String author) {
    return inMailbox(
        () -> {
          if (ended || !projection.file().hash().equals(base)) {
            throw ProblemType.CHANGED_MEANWHILE.thrownFor(
                "base", "'" + path() + "' is not what you have seen any more; read it again.");
          }
          projection.takeIn(content.text(), author);
          return projection.saveNow();
        });
  }

  /** Saves without waiting for a pause; completes when everything so far is in the file. */
  CompletableFuture<FileSaver.Saved> saveNow() {
    return inMailbox(projection::saveNow);
  }

  private CompletableFuture<FileSaver.Saved> inMailbox(
      Supplier<CompletableFuture<FileSaver.Saved>> save) {
    return CompletableFuture.supplyAsync(save, mailbox).thenCompose(Function.identity());
  }

  /** Closes every connection and takes no new one; what is not saved yet still is. */
  void close(CloseCode code, String reason) {
    mailbox.execute(
        () -> {
          ended = true;
          dismiss(code, reason);
        });
  }

  /** The file has another document. */
  void replacedBy(String other) {
    mailbox.execute(() -> end(CloseCode.DOCUMENT_REPLACED, other));
  }

  @Override
  public void end(CloseCode code, String reason) {
    ended = true;
    ConflictCopies.named(projection.abandon(), code, reason)
        .thenAcceptAsync(why -> dismiss(code, why), mailbox);
    settle();
  }

  /** Takes away the cursors of those who say nothing any more. */
  void sweep() {
    mailbox.execute(() -> perform(room.removeOutdatedStates(), null, null));
  }

  @Override
  public void settled(boolean saved) {
    if (saved && projection.isSettled()) {
      store.recovered();
    }
    participants.tellForm(projection.file().form());
    settle();
  }

  private void settle() {
    if (isUnused()) {
      settled.accept(this);
    }
  }

  /** In the mailbox: whether nobody is there and everything is in the file. */
  boolean isUnused() {
    return participants.isEmpty() && projection.isSettled();
  }

  boolean hasEnded() {
    return ended;
  }

  /** In the mailbox: nobody comes in from now on. */
  void retire() {
    ended = true;
  }
}
