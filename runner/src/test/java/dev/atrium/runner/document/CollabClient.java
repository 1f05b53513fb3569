package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.sync.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A client that shows every message: what it has been told, and how far it is acknowledged. */
final class CollabClient implements AutoCloseable {

  private final WebSocket socket;
  private final Doc doc = new Doc();
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<Short> closed = new CompletableFuture<>();
  private final Set<Long> present = new HashSet<>();
  private long acknowledged;
  private String identity;
  private int form;

  CollabClient(WebSocket socket) {
    this.socket = socket;
    doc.onUpdate(
        (update, transaction) -> {
          if (transaction.isLocal()) {
            send(new Message.SyncUpdate(update).encode());
          }
        });
    socket.binaryMessageHandler(this::onMessage);
    socket.closeHandler(_ -> closed.complete(socket.closeStatusCode()));
    send(new Message.SyncStep1(doc.stateVector()).encode());
  }

  private synchronized void onMessage(Buffer buffer) {
    byte[] bytes = buffer.getBytes();
    if (bytes[0] == DocumentMessages.IDENTITY) {
      Decoder decoder = new Decoder(bytes);
      decoder.readVarUint();
      identity = decoder.readVarString();
      log.add("identity");
      return;
    }
    if (bytes[0] == DocumentMessages.FORM) {
      form = bytes[1];
      log.add("form");
      return;
    }
    Message message = Message.decode(bytes);
    log.add(message.getClass().getSimpleName());
    switch (message) {
      case Message.SyncStep1 step ->
          send(new Message.SyncStep2(doc.encodeStateAsUpdate(step.vector())).encode());
      case Message.SyncStep2 step -> doc.applyUpdate(step.update(), this);
      case Message.SyncUpdate update -> doc.applyUpdate(update.update(), this);
      case Message.Acknowledged ack -> acknowledged = ack.updates();
      case Message.AwarenessStates states -> states.update().entries().forEach(this::saw);
      default -> {}
    }
  }

  private void saw(AwarenessUpdate.Entry entry) {
    if (entry.state() == null) {
      present.remove(entry.client());
    } else {
      present.add(entry.client());
    }
  }

  void send(byte[] message) {
    socket.writeBinaryMessage(Buffer.buffer(message));
  }

  void sendText(String text) {
    socket.writeTextMessage(text);
  }

  synchronized void insert(int at, String text) {
    doc.text(LiveDocument.TEXT).insert(at, text);
  }

  synchronized void delete(int at, int length) {
    doc.text(LiveDocument.TEXT).delete(at, length);
  }

  synchronized String text() {
    return doc.text(LiveDocument.TEXT).toString();
  }

  synchronized boolean isSynced() {
    return log.contains("SyncStep2");
  }

  /** Asks for the state again; what is known so far is answered only when it is durable. */
  synchronized void ask() {
    log.clear();
    send(new Message.SyncStep1(doc.stateVector()).encode());
  }

  synchronized List<String> log() {
    return List.copyOf(log);
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /** The awareness clients that are there. */
  synchronized Set<Long> present() {
    return Set.copyOf(present);
  }

  synchronized String identity() {
    return identity;
  }

  /** The bits of the last message about the file's form. */
  synchronized int form() {
    return form;
  }

  int closeCode() {
    return await(closed);
  }

  @Override
  public void close() {
    socket.close();
  }
}
