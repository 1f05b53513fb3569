package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.session.CloseCode;
import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.sync.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A Yjs client without a socket: it types, goes offline with what it has, and comes back. It knows
 * how far it is acknowledged.
 */
final class Peer implements Connection {

  private static final long NOT_SENT = Long.MAX_VALUE;

  private final Doc doc = new Doc();
  private LiveDocument document;
  private Participant self;
  private String guid = "";
  private long sent;
  private long acknowledged;

  /** What was typed and is not acknowledged, with the number of the update that has it. */
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  private boolean synced;
  private CloseCode closed;
  private String reason;

  /** What the document wants to know, asked before this side knew that it is in. */
  private Message.SyncStep1 asked;

  private Peer() {
    doc.onUpdate(
        (update, transaction) -> {
          if (transaction.isLocal() && self != null) {
            send(new Message.SyncUpdate(update));
          }
        });
  }

  static Peer of(LiveWorkspace workspace, String path) {
    return new Peer().connect(workspace, path);
  }

  /** Connects, again if need be, and waits until both sides have everything. */
  Peer connect(LiveWorkspace workspace, String path) {
    LiveDocument there =
        await()
            .ignoreException(ProblemException.class)
            .until(() -> workspace.open(path), found -> true);
    synchronized (this) {
      closed = null;
      asked = null;
      synced = false;
      sent = 0;
      acknowledged = 0;
      waiting.replaceAll((text, number) -> NOT_SENT);
    }
    there.join(new Entrance("ann", "Ann", true, true, false, guid), this, in -> joined(there, in));
    await().until(() -> isSynced() || closed() != null);
    return this;
  }

  private synchronized void joined(LiveDocument there, Participant in) {
    document = there;
    self = in;
    send(new Message.SyncStep1(doc.stateVector()));
    if (asked != null) {
      answer(asked);
    }
  }

  private void answer(Message.SyncStep1 step) {
    send(new Message.SyncStep2(doc.encodeStateAsUpdate(step.vector())));
    waiting.replaceAll((text, number) -> number == NOT_SENT ? sent : number);
    asked = null;
  }

  private void send(Message message) {
    if (!(message instanceof Message.SyncStep1)) {
      sent++;
    }
    document.receive(self, message.encode(), () -> {});
  }

  @Override
  public void send(byte[] bytes) {
    // On a thread of its own, as from a network: the document never waits for a client.
    Thread.startVirtualThread(() -> take(bytes));
  }

  private synchronized void take(byte[] bytes) {
    if (bytes[0] == DocumentMessages.IDENTITY) {
      Decoder decoder = new Decoder(bytes);
      decoder.readVarUint();
      guid = decoder.readVarString();
      return;
    }
    switch (Message.decode(bytes)) {
      case Message.SyncStep1 step when self != null -> answer(step);
      case Message.SyncStep1 step -> asked = step;
      case Message.SyncStep2 step -> {
        doc.applyUpdate(step.update(), this);
        synced = true;
      }
      case Message.SyncUpdate update -> doc.applyUpdate(update.update(), this);
      case Message.Acknowledged ack -> {
        acknowledged = Math.max(acknowledged, ack.updates());
        waiting.values().removeIf(number -> number <= acknowledged);
      }
      default -> {}
    }
  }

  @Override
  public synchronized void close(CloseCode code, String why) {
    closed = code;
    reason = why;
    self = null;
  }

  void leave() {
    Participant left;
    synchronized (this) {
      left = self;
      self = null;
    }
    if (left != null) {
      document.leave(left);
    }
  }

  /** The process at the other end is gone. */
  synchronized void lose() {
    self = null;
  }

  synchronized void insert(int at, String text) {
    insert(before -> Math.min(at, before.length()), text);
  }

  /** Types at a place of the text as it is then. */
  synchronized void insert(ToIntFunction<String> place, String text) {
    doc.text(LiveDocument.TEXT).insert(place.applyAsInt(text()), text);
    waiting.put(text, self == null ? NOT_SENT : sent);
  }

  /** What was typed here and may be lost, if this side does not come back. */
  synchronized Set<String> unacknowledged() {
    return Set.copyOf(waiting.keySet());
  }

  synchronized void delete(int at, int length) {
    doc.text(LiveDocument.TEXT).delete(at, length);
  }

  synchronized String text() {
    return doc.text(LiveDocument.TEXT).toString();
  }

  synchronized String guid() {
    return guid;
  }

  synchronized boolean isSynced() {
    return synced;
  }

  synchronized boolean isAcknowledged() {
    return acknowledged >= sent;
  }

  synchronized CloseCode closed() {
    return closed;
  }

  /** What was said when this side was put out. */
  synchronized String reason() {
    return reason;
  }

  void awaitClosed(CloseCode code) {
    await().until(this::closed, code::equals);
  }

  void awaitText(String text) {
    await().until(this::text, text::equals);
  }

  void awaitAcknowledged() {
    await().until(this::isAcknowledged);
  }
}
