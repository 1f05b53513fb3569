package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.ydoc.update.StateVector;
import dev.atrium.ydoc.update.Updates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One document that copies in Java and in Yjs edit at the same time. Updates reach each copy in any
 * order, some twice, some only rounds later; in the end everybody must show the same.
 */
final class Scenario {

  static final int ROUNDS = 3;

  private final long seed;
  private final Random random;
  private final List<Peer> peers = new ArrayList<>();
  private final List<byte[]> everything = new ArrayList<>();

  /** Follows the first copy in Java by nothing but the updates that its listeners get. */
  private final Doc mirror = new Doc();

  private StateVector halfway;
  private byte[] halfwayState;

  /** A copy: in Java when there is a document, else in Yjs under the name. */
  private record Peer(String name, Doc doc, RandomEdits edits, List<byte[]> undelivered) {}

  Scenario(long seed) {
    this.seed = seed;
    random = new Random(seed);
    int inJava = 1 + random.nextInt(2);
    int inYjs = 1 + random.nextInt(2);
    for (int i = 0; i < inJava + inYjs; i++) {
      peers.add(i < inJava ? javaPeer(i) : new Peer(seed + "/" + i, null, null, new ArrayList<>()));
    }
    peers.getFirst().doc.onUpdate((update, transaction) -> mirror.applyUpdate(update, null));
  }

  private Peer javaPeer(int number) {
    Doc doc = new Doc(1 + random.nextInt(1 << 30), random.nextBoolean());
    if (random.nextInt(8) == 0) {
      ShadowText.follow(doc.text("text"));
      ShadowText.follow(doc.text("rich"));
    }
    Peer peer =
        new Peer(seed + "/" + number, doc, new RandomEdits(random.nextLong()), new ArrayList<>());
    doc.onUpdate(
        (update, transaction) -> {
          if (transaction.isLocal()) {
            broadcast(peer, update);
          }
        });
    return peer;
  }

  private void broadcast(Peer from, byte[] update) {
    everything.add(update);
    peers.stream().filter(peer -> peer != from).forEach(peer -> peer.undelivered.add(update));
  }

  /** Requests that open this document's copies in Yjs. */
  List<Map<String, Object>> open() {
    return inYjs()
        .map(
            peer ->
                Map.<String, Object>of(
                    "op",
                    "open",
                    "replica",
                    peer.name,
                    "gc",
                    random.nextBoolean(),
                    "client",
                    1 + random.nextInt(1 << 30)))
        .toList();
  }

  /** Plays a round in Java; returns the requests that play it in Yjs, for {@link #played}. */
  List<Map<String, Object>> play(int round) {
    boolean last = round >= ROUNDS;
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Peer peer : List.copyOf(peers)) {
      List<byte[]> updates = deliver(peer, last);
      int edits = last ? 0 : 3 + random.nextInt(12);
      if (peer.doc == null) {
        requests.add(
            Map.of(
                "op",
                "play",
                "replica",
                peer.name,
                "updates",
                updates,
                "edits",
                edits,
                "seed",
                random.nextInt(Integer.MAX_VALUE)));
        continue;
      }
      updates.forEach(update -> peer.doc.applyUpdate(update, "remote"));
      for (int i = 0; i < edits; i++) {
        peer.edits.edit(peer.doc);
      }
      if (round == 1) {
        halfway = peer.doc.stateVector();
        halfwayState = peer.doc.encodeStateAsUpdate();
      }
    }
    return requests;
  }

  void played(List<?> answers) {
    List<Peer> yjs = inYjs().toList();
    for (int i = 0; i < yjs.size(); i++) {
      for (Object update : (List<?>) answers.get(i)) {
        broadcast(yjs.get(i), (byte[]) update);
      }
    }
  }

  boolean isSettled() {
    return peers.stream().allMatch(peer -> peer.undelivered.isEmpty());
  }

  private List<byte[]> deliver(Peer peer, boolean all) {
    List<byte[]> kept = new ArrayList<>();
    List<byte[]> delivered = new ArrayList<>();
    for (byte[] update : peer.undelivered) {
      (all || random.nextInt(4) > 0 ? delivered : kept).add(update);
      if (random.nextInt(6) == 0) {
        delivered.add(update);
      }
    }
    Collections.shuffle(delivered, random);
    peer.undelivered.clear();
    peer.undelivered.addAll(kept);
    return delivered;
  }

  /** Requests for what the copies in Yjs show, and for what Yjs makes of what Java wrote. */
  List<Map<String, Object>> inspect() {
    List<Map<String, Object>> requests = new ArrayList<>();
    Doc doc = peers.getFirst().doc;
    byte[] all = doc.encodeStateAsUpdate();
    inYjs()
        .forEach(peer -> requests.add(Map.of("op", "state", "replica", peer.name, "state", all)));
    switch (random.nextInt(4)) {
      case 0 -> requests.add(load(all));
      case 1 -> requests.add(load(halfwayState, doc.encodeStateAsUpdate(halfway)));
      case 2 -> requests.add(load(mergedInAnyOrder()));
      default ->
          requests.add(load(halfwayState, Updates.diffUpdate(doc.encodeStateAsUpdate(), halfway)));
    }
    return requests;
  }

  private byte[] mergedInAnyOrder() {
    List<byte[]> shuffled = new ArrayList<>(everything);
    Collections.shuffle(shuffled, random);
    return Updates.mergeUpdates(shuffled);
  }

  private static Map<String, Object> load(byte[]... updates) {
    return Map.of("op", "load", "updates", List.of(updates));
  }

  void check(List<?> answers) {
    Object expected = Dump.of(peers.getFirst().doc);
    Object xml = ((Map<?, ?>) answers.getFirst()).get("xml");
    peers.stream()
        .filter(peer -> peer.doc != null)
        .forEach(
            peer -> {
              assertThat(Dump.of(peer.doc)).as("Java %s", peer.name).isEqualTo(expected);
              assertThat(peer.doc.hasPending()).as("pending of %s", peer.name).isFalse();
            });
    assertThat(Dump.of(mirror)).as("mirror, seed %d", seed).isEqualTo(expected);
    for (int i = 0; i < answers.size(); i++) {
      Map<?, ?> state = (Map<?, ?>) answers.get(i);
      assertThat(Dump.of(state.get("dump")))
          .as("Yjs, seed %d, answer %d", seed, i)
          .isEqualTo(expected);
      assertThat(state.get("xml")).as("XML, seed %d, answer %d", seed, i).isEqualTo(xml);
      assertThat(state.get("pending")).as("pending, seed %d, answer %d", seed, i).isEqualTo(false);
      if (state.get("update") != null) {
        checkReading(state, expected);
      }
    }
  }

  /** What Yjs writes as a whole must be read as a whole, and what we write must be all of it. */
  private void checkReading(Map<?, ?> state, Object expected) {
    Doc doc = new Doc();
    doc.applyUpdate((byte[]) state.get("update"), null);
    assertThat(Dump.of(doc)).as("state of Yjs, seed %d", seed).isEqualTo(expected);
    StateVector vector = StateVector.decode((byte[]) state.get("vector"));
    assertThat(doc.stateVector()).as("state vector, seed %d", seed).isEqualTo(vector);
    assertThat(peers.getFirst().doc.stateVector()).isEqualTo(vector);
    Doc again = new Doc();
    again.applyUpdate(doc.encodeStateAsUpdate(), null);
    assertThat(Dump.of(again)).as("round trip, seed %d", seed).isEqualTo(expected);
  }

  List<Map<String, Object>> close() {
    return inYjs()
        .map(peer -> Map.<String, Object>of("op", "close", "replica", peer.name))
        .toList();
  }

  private Stream<Peer> inYjs() {
    return peers.stream().filter(peer -> peer.doc == null);
  }
}
