package dev.atrium.ydoc.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.Oracle;
import dev.atrium.ydoc.Text;
import dev.atrium.ydoc.sync.Message;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A room with real y-protocols clients, as many as there are seats. */
class RoomIT {

  private static final String DISK = "disk";

  private static Oracle oracle;
  private final Random random = new Random(11);
  private final Doc stored = new Doc();
  private final Room room = new Room(new Doc(), RoomLimits.DEFAULT, InstantSource.system());
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, Deque<byte[]>> incoming = new HashMap<>();

  @BeforeAll
  static void startYjs() {
    oracle = Oracle.start();
  }

  @AfterAll
  static void stopYjs() {
    oracle.close();
  }

  @Test
  void everyClientEndsUpWithTheSameDocumentAndSeesTheOthers() {
    for (int round = 0; round < 12; round++) {
      if (round < 4) {
        connect("client-" + round, true);
      }
      for (String client : members.keySet()) {
        send(client, ask("type", client, Map.of("edits", 5, "seed", random.nextInt(1 << 30))));
      }
      Text text = room.doc().text("text");
      deliver(DISK, room.edit(DISK, () -> text.insert(0, "from the disk\n")));
      settle();
    }
    assertThat(stored.hasPending()).isFalse();
    assertThat(stored.stateVector()).isEqualTo(room.doc().stateVector());
    assertThat(stored.encodeStateAsUpdate()).isEqualTo(room.doc().encodeStateAsUpdate());
    Object expected = look("client-0").get("dump");
    for (String client : members.keySet()) {
      assertThat(look(client).get("dump"))
          .as(client)
          .usingRecursiveComparison()
          .isEqualTo(expected);
      assertThat((Map<?, ?>) look(client).get("states")).as(client).hasSize(4);
    }
    assertThat(stored.text("text")).hasToString(room.doc().text("text").toString());
    assertThat(stored.stateVector()).isEqualTo(room.doc().stateVector());
  }

  @Test
  void whoeverLeavesIsSeenToLeave() {
    connect("stays", true);
    connect("leaves", true);
    settle();
    assertThat((Map<?, ?>) look("stays").get("states")).hasSize(2);

    Member leaving = members.remove("leaves");
    deliver("leaves", room.leave(leaving));
    settle();

    assertThat((Map<?, ?>) look("stays").get("states")).hasSize(1);
    assertThat(room.awarenessStates()).hasSize(1);
  }

  @Test
  void aViewerSeesEverythingAndChangesNothing() {
    connect("editor", true);
    send("editor", ask("type", "editor", Map.of("edits", 20, "seed", 5)));
    settle();
    connect("viewer", false);
    settle();
    assertThat(look("viewer").get("dump"))
        .usingRecursiveComparison()
        .isEqualTo(look("editor").get("dump"));
    byte[] before = room.doc().encodeStateAsUpdate();

    List<byte[]> edits = ask("type", "viewer", Map.of("edits", 3, "seed", 6));

    assertThatThrownBy(() -> send("viewer", edits))
        .isInstanceOf(RefusedException.class)
        .extracting("reason")
        .isEqualTo(RefusedException.Reason.READ_ONLY);
    assertThat(room.doc().encodeStateAsUpdate()).isEqualTo(before);
  }

  @Test
  void aClientThatAsksIsToldWhoIsThere() {
    connect("one", true);
    settle();
    byte[] query = (byte[]) oracle.ask(Map.of("op", "queryAwareness"));

    Reaction reaction = room.receive(room.join(true, false), query);

    assertThat(Message.decode(reaction.replies().getFirst()))
        .isInstanceOfSatisfying(
            Message.AwarenessStates.class,
            states -> assertThat(states.update().entries()).hasSize(1));
  }

  private void connect(String client, boolean canWrite) {
    members.put(client, room.join(canWrite, false));
    incoming.put(client, new ArrayDeque<>(room.greeting()));
    send(client, ask("connect", client, Map.of("user", client)));
  }

  private void send(String client, List<byte[]> messages) {
    for (byte[] message : messages) {
      deliver(client, room.receive(members.get(client), message));
    }
  }

  private void deliver(String from, Reaction reaction) {
    if (reaction.update() != null) {
      stored.applyUpdate(reaction.update(), null);
    }
    if (members.containsKey(from)) {
      incoming.get(from).addAll(reaction.replies());
      incoming.get(from).addAll(reaction.repliesOnceStored());
    }
    for (String other : members.keySet()) {
      if (!other.equals(from)) {
        incoming.get(other).addAll(reaction.broadcasts());
      }
    }
  }

  /** Hands out messages until nobody has anything to say. */
  private void settle() {
    boolean quiet = false;
    for (int round = 0; !quiet; round++) {
      assertThat(round).as("rounds of messages").isLessThan(50);
      quiet = true;
      for (String client : members.keySet()) {
        List<byte[]> messages = List.copyOf(incoming.get(client));
        incoming.get(client).clear();
        if (!messages.isEmpty()) {
          quiet = false;
          send(client, ask("hear", client, Map.of("messages", messages)));
        }
      }
    }
  }

  private static Map<?, ?> look(String client) {
    return (Map<?, ?>) oracle.ask(Map.of("op", "look", "client", client));
  }

  private static List<byte[]> ask(String operation, String client, Map<String, ?> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("op", operation);
    request.put("client", client);
    List<byte[]> messages = new ArrayList<>();
    ((List<?>) oracle.ask(request)).forEach(message -> messages.add((byte[]) message));
    return messages;
  }
}
