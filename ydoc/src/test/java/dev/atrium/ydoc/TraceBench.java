package dev.atrium.ydoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * How fast a document takes a trace like B4 of crdt-benchmarks (182,315 characters typed, 77,463
 * deleted), and how much memory it needs. The trace is synthetic: runs of typing with backspaces,
 * and with or without jumps of the cursor. Run it as a main class; not part of the tests.
 */
public final class TraceBench {

  private static final int EDITS = 259_778;
  private static final double DELETIONS = 0.298;
  private static final int ROUNDS = 5;

  private TraceBench() {}

  public static void main(String[] arguments) {
    System.out.println(
        "| trace | typed ns/edit | applied ns/edit | encode ms | load ms | bytes | blocks | heap KB |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    run("no jumps", 0);
    run("a jump every 50 edits", 0.02);
    run("a jump every edit", 1);
    System.out.printf("a small document (100 characters): %d bytes of heap%n", smallDocument());
  }

  private static void run(String name, double jumps) {
    List<byte[]> updates = new ArrayList<>();
    double typed = Double.MAX_VALUE;
    double applied = Double.MAX_VALUE;
    double encoded = Double.MAX_VALUE;
    double loaded = Double.MAX_VALUE;
    byte[] state = null;
    for (int round = 0; round < ROUNDS; round++) {
      updates.clear();
      typed = Math.min(typed, millis(() -> type(jumps, updates)));
      Doc doc = new Doc();
      applied = Math.min(applied, millis(() -> apply(doc, updates)));
      encoded = Math.min(encoded, millis(doc::encodeStateAsUpdate));
      state = doc.encodeStateAsUpdate();
      byte[] whole = state;
      loaded = Math.min(loaded, millis(() -> apply(new Doc(), List.of(whole))));
    }
    byte[] whole = state;
    long heap = heapPerDocument(10, () -> apply(new Doc(), List.of(whole)));
    Doc doc = apply(new Doc(), List.of(whole));
    System.out.printf(
        "| %s | %.0f | %.0f | %.1f | %.1f | %d | %d | %d |%n",
        name,
        typed * 1e6 / EDITS,
        applied * 1e6 / EDITS,
        encoded,
        loaded,
        state.length,
        doc.store().blockCount(),
        heap / 1024);
  }

  private static Doc type(double jumps, List<byte[]> updates) {
    Doc doc = new Doc(42, true);
    doc.onUpdate((update, transaction) -> updates.add(update));
    Text text = doc.text("text");
    Random random = new Random(7);
    int cursor = 0;
    for (int i = 0; i < EDITS; i++) {
      if (random.nextDouble() < jumps) {
        cursor = random.nextInt(text.length() + 1);
      }
      if (cursor > 0 && random.nextDouble() < DELETIONS) {
        text.delete(--cursor, 1);
      } else {
        text.insert(cursor++, String.valueOf((char) ('a' + random.nextInt(26))));
      }
    }
    return doc;
  }

  private static Doc apply(Doc doc, List<byte[]> updates) {
    doc.onUpdate((update, transaction) -> {});
    updates.forEach(update -> doc.applyUpdate(update, "remote"));
    return doc;
  }

  private static long smallDocument() {
    Doc source = new Doc();
    source.text("text").insert(0, "x".repeat(100));
    byte[] state = source.encodeStateAsUpdate();
    return heapPerDocument(20_000, () -> apply(new Doc(), List.of(state)));
  }

  private static long heapPerDocument(int count, Supplier<Doc> create) {
    List<Doc> kept = new ArrayList<>(count);
    long before = usedHeap();
    for (int i = 0; i < count; i++) {
      kept.add(create.get());
    }
    long after = usedHeap();
    return (after - before) / kept.size();
  }

  private static long usedHeap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double millis(Supplier<?> work) {
    long start = System.nanoTime();
    work.get();
    return (System.nanoTime() - start) / 1e6;
  }
}
