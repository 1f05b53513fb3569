package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.ydoc.encoding.DecodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Real updates with bytes changed, cut off or put in. Either an update is refused and nothing has
 * changed, or what is passed on makes the same of a document in Yjs: nothing that would break a
 * browser gets through. {@code -Dydoc.fuzz.seed} says where to begin, {@code
 * -Dydoc.hostile.updates} how many.
 */
class HostileUpdateIT {

  private static final int UPDATES = Integer.getInteger("ydoc.hostile.updates", 10_000);
  private static final long FIRST_SEED = Long.getLong("ydoc.fuzz.seed", 1L);
  private static final int PER_DOCUMENT = 200;

  @Test
  void damagedUpdatesAreRefusedOrMeanTheSameToYjs() {
    int accepted = 0;
    try (Oracle oracle = Oracle.start()) {
      for (int i = 0; i < UPDATES / PER_DOCUMENT; i++) {
        accepted += damageOne(oracle, FIRST_SEED + i);
      }
    }
    assertThat(accepted).as("damaged updates that are still updates").isPositive();
  }

  private static int damageOne(Oracle oracle, long seed) {
    Random random = new Random(seed);
    List<byte[]> updates = realUpdates(oracle, random);
    byte[] base = updates.removeFirst();
    List<Doc> results = new ArrayList<>();
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < PER_DOCUMENT; i++) {
      byte[] damaged = damage(updates.get(random.nextInt(updates.size())), random);
      Doc doc = new Doc();
      doc.applyUpdate(base, null);
      byte[] before = doc.encodeStateAsUpdate();
      List<byte[]> heard = new ArrayList<>();
      doc.onUpdate((update, transaction) -> heard.add(update));
      try {
        doc.applyUpdate(damaged, null);
      } catch (DecodingException e) {
        assertThat(doc.encodeStateAsUpdate()).as("seed %d, update %d", seed, i).isEqualTo(before);
        assertThat(heard).isEmpty();
        continue;
      }
      if (!heard.isEmpty()) {
        results.add(doc);
        requests.add(Map.of("op", "accepts", "updates", List.of(base), "update", heard.getFirst()));
      }
    }
    compare(oracle, seed, results, requests);
    return results.size();
  }

  private static void compare(
      Oracle oracle, long seed, List<Doc> results, List<Map<String, Object>> requests) {
    List<?> answers = oracle.askAll(requests);
    for (int i = 0; i < results.size(); i++) {
      String what = "seed " + seed + ", " + Arrays.toString((byte[]) requests.get(i).get("update"));
      Map<?, ?> state = (Map<?, ?>) answers.get(i);
      assertThat(state).as("Yjs accepts what Java passes on, %s", what).isNotNull();
      assertThat(Dump.of(results.get(i)))
          .as("the same, %s", what)
          .isEqualTo(Dump.of(state.get("dump")));
    }
  }

  /** The state of a document, then updates that were made on top of it. */
  private static List<byte[]> realUpdates(Oracle oracle, Random random) {
    String name = "damaged";
    oracle.ask(Map.of("op", "open", "replica", name, "gc", random.nextBoolean(), "client", 1234));
    play(oracle, name, 15, random);
    Map<?, ?> state = (Map<?, ?>) oracle.ask(Map.of("op", "state", "replica", name));
    List<byte[]> updates = new ArrayList<>(List.of((byte[]) state.get("update")));
    play(oracle, name, 15, random).forEach(update -> updates.add((byte[]) update));
    oracle.ask(Map.of("op", "close", "replica", name));
    return updates;
  }

  private static List<?> play(Oracle oracle, String name, int edits, Random random) {
    return (List<?>)
        oracle.ask(
            Map.of(
                "op",
                "play",
                "replica",
                name,
                "updates",
                List.of(),
                "edits",
                edits,
                "seed",
                random.nextInt(Integer.MAX_VALUE)));
  }

  private static byte[] damage(byte[] update, Random random) {
    byte[] damaged = update.clone();
    int at = random.nextInt(damaged.length);
    switch (random.nextInt(5)) {
      case 0 -> damaged = Arrays.copyOf(damaged, at);
      case 1 -> damaged[at] = (byte) random.nextInt(256);
      case 2 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> damaged[at] += (byte) (random.nextBoolean() ? 1 : -1);
      default -> {
        byte[] longer = new byte[damaged.length + 1];
        System.arraycopy(damaged, 0, longer, 0, at);
        longer[at] = (byte) random.nextInt(256);
        System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
        damaged = longer;
      }
    }
    return damaged;
  }
}
