package dev.atrium.ydoc.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.room.RefusedException.Reason;
import dev.atrium.ydoc.sync.Message;
import dev.atrium.ydoc.update.StateVector;
import dev.atrium.ydoc.update.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final RoomLimits LIMITS = new RoomLimits(2_000, 10, 20, 5_000, 500, 2, 100);

  private Instant now = Instant.EPOCH;
  private final Room room = new Room(new Doc(), LIMITS, () -> now);
  private final Member member = room.join(true, true);
  private final Doc browser = new Doc();
  private final List<byte[]> typed = new ArrayList<>();

  RoomTest() {
    browser.onUpdate((update, transaction) -> typed.add(update));
  }

  @Test
  void anUpdateIsPassedOnAtOnceAndAcknowledgedOnceStored() {
    Reaction reaction = type("hello");

    assertThat(Message.decode(reaction.broadcasts().getFirst()))
        .isInstanceOf(Message.SyncUpdate.class);
    assertThat(reaction.update()).isNotNull();
    assertThat(reaction.replies()).isEmpty();
    assertThat(Message.decode(reaction.acknowledgement())).isEqualTo(new Message.Acknowledged(1));
    assertThat(room.doc().text("text")).hasToString("hello");
  }

  @Test
  void anUpdateThatIsKnownIsAcknowledgedAndNotPassedOn() {
    type("hello");

    Reaction again = room.receive(member, new Message.SyncUpdate(typed.getFirst()).encode());

    assertThat(again.update()).isNull();
    assertThat(again.broadcasts()).isEmpty();
    assertThat(Message.decode(again.acknowledgement())).isEqualTo(new Message.Acknowledged(2));
  }

  @Test
  void aClientThatAsksForTheStateWaitsUntilItIsStored() {
    type("hello");

    Reaction reaction = room.receive(member, new Message.SyncStep1(browser.stateVector()).encode());

    assertThat(reaction.replies()).isEmpty();
    assertThat(Message.decode(reaction.repliesOnceStored().getFirst()))
        .isInstanceOf(Message.SyncStep2.class);
  }

  @Test
  void whoeverBuildsOnWhatIsMissingIsAskedForIt() {
    browser.text("text").insert(0, "lost");
    Reaction reaction = type("arrives");

    assertThat(Message.decode(reaction.replies().getFirst()))
        .isEqualTo(new Message.SyncStep1(StateVector.EMPTY));
    assertThat(reaction.update()).isNull();
    assertThat(reaction.acknowledgement()).as("nothing is stored, nothing acknowledged").isNull();
    assertThat(stateAsSeenBy(StateVector.EMPTY)).as("nor is it shown as stored").isEmpty();

    Reaction complete =
        room.receive(member, new Message.SyncStep2(browser.encodeStateAsUpdate()).encode());

    assertThat(room.doc().text("text")).hasToString(browser.text("text").toString());
    assertThat(Message.decode(complete.acknowledgement())).isEqualTo(new Message.Acknowledged(2));
  }

  private String stateAsSeenBy(StateVector vector) {
    Reaction reaction = room.receive(member, new Message.SyncStep1(vector).encode());
    Doc fresh = new Doc();
    Message answer = Message.decode(reaction.repliesOnceStored().getFirst());
    fresh.applyUpdate(((Message.SyncStep2) answer).update(), null);
    assertThat(fresh.hasPending()).isFalse();
    return fresh.text("text").toString();
  }

  @Test
  void whatWaitsIsBounded() {
    typed.clear();
    browser.text("text").insert(0, "lost");
    typed.clear();

    refuses(
        Reason.TOO_MUCH_PENDING,
        () -> {
          for (int i = 0; i < 10; i++) {
            type("x".repeat(100));
            now = now.plusSeconds(1);
          }
        });
    assertThat(room.doc().hasPending()).isFalse();
  }

  @Test
  void aDocumentDoesNotGrowBeyondItsLimit() {
    refuses(
        Reason.DOCUMENT_TOO_LARGE,
        () -> {
          for (int i = 0; i < 10; i++) {
            type("x".repeat(1_000));
          }
        });
    assertThat(room.doc().encodeStateAsUpdate().length).isLessThan(LIMITS.documentBytes());

    browser.text("text").delete(0, browser.text("text").length());
    byte[] rest = browser.encodeStateAsUpdate(room.doc().stateVector());
    room.receive(member, new Message.SyncStep2(rest).encode());
    assertThat(type("there is room again").update()).isNotNull();
  }

  @Test
  void anUpdateOfTooManyPartsIsRefused() {
    assertThatThrownBy(() -> sendValues(51))
        .isInstanceOf(DecodingException.class)
        .hasMessageContaining("more than 50 parts");
    assertThat(room.doc().encodeStateAsUpdate()).isEqualTo(Update.EMPTY.encode());
  }

  @Test
  void aDocumentOfTooManyPartsIsNotAddedTo() {
    sendValues(15);
    sendValues(15);

    refuses(Reason.DOCUMENT_TOO_LARGE, () -> sendValues(15));

    assertThat(room.doc().partCount()).isEqualTo(30);
  }

  private Reaction sendValues(int count) {
    browser.array("values").insert(0, Collections.nCopies(count, "v"));
    return room.receive(member, new Message.SyncUpdate(typed.getLast()).encode());
  }

  @Test
  void messagesAreBoundedInLengthAndRate() {
    refuses(Reason.MESSAGE_TOO_LARGE, () -> room.receive(member, new byte[2_001]));
    byte[] query = new Message.QueryAwareness().encode();
    refuses(
        Reason.TOO_MANY_MESSAGES,
        () -> {
          for (int i = 0; i < 20; i++) {
            room.receive(member, query);
          }
        });
    now = now.plusSeconds(1);
    assertThat(room.receive(member, query).replies()).hasSize(1);
  }

  @Test
  void nobodySpeaksForOthers() {
    Member other = room.join(true, false);
    room.receive(member, states(1, 1, "{\"name\":\"Ada\"}"));

    assertThat(room.receive(other, states(1, 9, "{\"name\":\"Eve\"}")).broadcasts()).isEmpty();
    assertThat(room.receive(other, states(1, 9, null)).broadcasts()).isEmpty();
    assertThat(room.awarenessStates()).containsEntry(1L, "{\"name\":\"Ada\"}");

    assertThat(room.leave(member).broadcasts()).hasSize(1);
    assertThat(room.awarenessStates()).isEmpty();
  }

  @Test
  void statesAreBounded() {
    refuses(
        Reason.TOO_MANY_STATES,
        () -> room.receive(member, states(1, 1, "\"" + "x".repeat(100) + "\"")));
    refuses(
        Reason.TOO_MANY_STATES,
        () -> {
          for (int client = 1; client < 5; client++) {
            room.receive(member, states(client, 1, "{}"));
          }
        });
    assertThat(room.awarenessStates()).hasSize(2);
  }

  @Test
  void whatIsNoMessageChangesNothing() {
    assertThatThrownBy(() -> room.receive(member, new byte[] {0, 2, 5, 1}))
        .isInstanceOf(DecodingException.class);
    assertThatThrownBy(() -> room.receive(member, new byte[] {42}))
        .isInstanceOf(DecodingException.class);
    refuses(
        Reason.UNEXPECTED_MESSAGE,
        () -> room.receive(member, new Message.PermissionDenied("me?").encode()));
  }

  private Reaction type(String text) {
    browser.text("text").insert(browser.text("text").length(), text);
    return room.receive(member, new Message.SyncUpdate(typed.getLast()).encode());
  }

  private static byte[] states(long client, long clock, String state) {
    AwarenessUpdate.Entry entry = new AwarenessUpdate.Entry(client, clock, state);
    return new Message.AwarenessStates(new AwarenessUpdate(List.of(entry))).encode();
  }

  private static void refuses(Reason reason, Runnable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call::run)
        .extracting(RefusedException::reason)
        .isEqualTo(reason);
  }
}
