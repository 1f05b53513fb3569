package dev.atrium.ydoc.room;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.awareness.Awareness;
import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.room.RefusedException.Reason;
import dev.atrium.ydoc.sync.Message;
import dev.atrium.ydoc.update.StateVector;
import dev.atrium.ydoc.update.Update;
import dev.atrium.ydoc.update.Updates;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A document and those who are connected to it by the y-websocket protocol. It does no I/O: it says
 * what is to be sent and stored. Until an update is stored nobody may be told that it is; so an
 * answer to a client that asks for the document's state waits for all updates before it.
 *
 * <p>Not thread-safe: messages of all members come one after the other. Nothing but the room may
 * change its document; edits of the server itself go through {@link #edit}.
 *
 * @see <a href="https://github.com/yjs/y-websocket">y-websocket</a>
 */
public final class Room {

  /**
   * So many updates of one member may wait; it has been asked for what is missing as many times.
   */
  private static final int MAX_WAITING = 100;

  private final Doc doc;
  private final Awareness awareness;
  private final RoomLimits limits;
  private final InstantSource time;
  private final SizeGauge size;
  private final Map<Long, Member> speakers = new HashMap<>();
  private final List<byte[]> changes = new ArrayList<>();

  public Room(Doc doc, RoomLimits limits, InstantSource time) {
    this.doc = doc;
    this.limits = limits;
    this.time = time;
    awareness = new Awareness(time);
    size = new SizeGauge(doc, limits);
    doc.onUpdate((update, transaction) -> changes.add(update));
  }

  public Doc doc() {
    return doc;
  }

  /** The states, as JSON, of all who are there. */
  public Map<Long, String> awarenessStates() {
    return awareness.states();
  }

  /**
   * A new connection.
   *
   * @param canWrite whether its changes are accepted
   * @param wantsAcknowledgements whether it understands {@link Message.Acknowledged}
   */
  public Member join(boolean canWrite, boolean wantsAcknowledgements) {
    return join(canWrite, wantsAcknowledgements, UnaryOperator.identity());
  }

  /**
   * A new connection.
   *
   * @param signature what others are told instead of an awareness state of this connection, both
   *     JSON; throws {@link dev.atrium.ydoc.encoding.DecodingException} for one to be refused
   */
  public Member join(
      boolean canWrite, boolean wantsAcknowledgements, UnaryOperator<String> signature) {
    RateLimit rate = new RateLimit(time, limits.messagesPerSecond(), limits.burst());
    return new Member(canWrite, wantsAcknowledgements, signature, rate);
  }

  /** What a new member is sent first: the room's own state vector, and who is there. */
  public List<byte[]> greeting() {
    List<byte[]> messages = new ArrayList<>();
    messages.add(new Message.SyncStep1(doc.stateVector()).encode());
    if (!awareness.states().isEmpty()) {
      messages.add(states(awareness.states().keySet()));
    }
    return messages;
  }

  /**
   * Deals with a message.
   *
   * @throws dev.atrium.ydoc.encoding.DecodingException if it is none
   * @throws RefusedException if it is not allowed; either way nothing that anybody could see has
   *     changed, and the member should be disconnected
   */
  public Reaction receive(Member member, byte[] bytes) {
    if (!member.rate().tryAcquire()) {
      throw new RefusedException(Reason.TOO_MANY_MESSAGES, "too many messages");
    }
    if (bytes.length > limits.messageBytes()) {
      throw new RefusedException(
          Reason.MESSAGE_TOO_LARGE, "a message of more than " + limits.messageBytes() + " bytes");
    }
    return switch (Message.decode(bytes)) {
      case Message.SyncStep1 step -> answer(step.vector());
      case Message.SyncStep2 step -> apply(member, step.update());
      case Message.SyncUpdate update -> apply(member, update.update());
      case Message.AwarenessStates states -> applyStates(member, states.update());
      case Message.QueryAwareness _ -> Reaction.reply(states(awareness.states().keySet()));
      case Message.PermissionDenied _, Message.Acknowledged _ ->
          throw new RefusedException(Reason.UNEXPECTED_MESSAGE, "a message that only servers send");
    };
  }

  /** A connection has ended; its awareness states go with it. */
  public Reaction leave(Member member) {
    Awareness.Change change = awareness.remove(member.clients);
    speakers.keySet().removeAll(member.clients);
    member.clients.clear();
    return announce(change);
  }

  /** Changes the document here, for {@code origin}; what others should hear is in the reaction. */
  public Reaction edit(Object origin, Runnable change) {
    doc.transact(origin, change);
    return changed(List.of(), null);
  }

  /** Takes away awareness states that nobody has renewed; to be called every few seconds. */
  public Reaction removeOutdatedStates() {
    Awareness.Change change = awareness.removeOutdated();
    change.removed().forEach(this::forget);
    return announce(change);
  }

  private Reaction answer(StateVector vector) {
    byte[] missing = new Message.SyncStep2(doc.encodeWithoutPending(vector)).encode();
    return new Reaction(null, List.of(), List.of(missing), null, List.of());
  }

  private Reaction apply(Member member, byte[] bytes) {
    Update update = Update.decode(bytes, limits.updateParts());
    if (!doc.contains(update)) {
      requireAllowed(member, update, bytes.length);
    }
    doc.applyUpdate(update, member);
    member.count(update, doc);
    return changed(askForMissing(member), acknowledge(member));
  }

  /**
   * Whoever builds on what is not here has to send it: that is what they do when they are asked.
   */
  private List<byte[]> askForMissing(Member member) {
    return member.waiting() > 0
        ? List.of(new Message.SyncStep1(doc.stateVector()).encode())
        : List.of();
  }

  /** What waits is not in the document, so it is not stored with it. */
  private static byte[] acknowledge(Member member) {
    return member.wantsAcknowledgements() && member.waiting() == 0
        ? new Message.Acknowledged(member.updates()).encode()
        : null;
  }

  private void requireAllowed(Member member, Update update, int length) {
    if (!member.canWrite()) {
      throw new RefusedException(Reason.READ_ONLY, "this connection may only read");
    }
    if (!size.hasRoomFor(update, length)) {
      throw new RefusedException(
          Reason.DOCUMENT_TOO_LARGE, "the document would become larger than allowed");
    }
    boolean tooMuch =
        doc.hasPending() && doc.pending().encode().length + length > limits.pendingBytes();
    if (tooMuch || member.waiting() > MAX_WAITING) {
      doc.discardPending();
      throw new RefusedException(Reason.TOO_MUCH_PENDING, "too much waits for missing updates");
    }
  }

  /** What the document's listener has heard of since the last time. */
  private Reaction changed(List<byte[]> replies, byte[] acknowledgement) {
    if (changes.isEmpty()) {
      return new Reaction(null, replies, List.of(), acknowledgement, List.of());
    }
    byte[] update = changes.size() == 1 ? changes.getFirst() : Updates.mergeUpdates(changes);
    changes.clear();
    size.grew(update.length);
    byte[] broadcast = new Message.SyncUpdate(update).encode();
    return new Reaction(update, replies, List.of(), acknowledgement, List.of(broadcast));
  }

  /** Clients pass on what they hear of others; each state is taken only from whoever brought it. */
  private Reaction applyStates(Member member, AwarenessUpdate update) {
    List<AwarenessUpdate.Entry> own = new ArrayList<>();
    int length = 0;
    for (AwarenessUpdate.Entry entry : update.entries()) {
      Member speaker = speakers.get(entry.client());
      if (speaker == member || speaker == null && entry.state() != null) {
        own.add(member.signed(entry));
        length += entry.state() == null ? 0 : entry.state().length();
      }
    }
    long newOnes = own.stream().filter(entry -> !member.clients.contains(entry.client())).count();
    if (length > limits.stateBytes()
        || member.clients.size() + newOnes > limits.statesPerMember()) {
      throw new RefusedException(Reason.TOO_MANY_STATES, "too many or too long awareness states");
    }
    Awareness.Change change = awareness.apply(new AwarenessUpdate(own));
    change
        .added()
        .forEach(
            client -> {
              speakers.put(client, member);
              member.clients.add(client);
            });
    change.removed().forEach(this::forget);
    return announce(change);
  }

  private void forget(long client) {
    Member speaker = speakers.remove(client);
    if (speaker != null) {
      speaker.clients.remove(client);
    }
  }

  private Reaction announce(Awareness.Change change) {
    return change.isEmpty() ? Reaction.NOTHING : Reaction.broadcast(states(change.clients()));
  }

  private byte[] states(Collection<Long> clients) {
    return new Message.AwarenessStates(awareness.encode(clients)).encode();
  }
}
