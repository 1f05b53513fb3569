package dev.atrium.runner.testing;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rounds of a test that does random things, each from a seed of its own: {@code
 * -Datrium.fuzz.rounds=500} runs more of them. A failing round names its seed, which {@code
 * -Datrium.fuzz.seed=N} runs alone. Threads interleave as they like, so a seed fixes what is done
 * and not every interleaving.
 */
public final class FuzzRounds {

  private static final int USUAL = 20;

  private FuzzRounds() {}

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void run(int seed) throws Exception;
  }

  /** A test for each seed. */
  public static Stream<DynamicTest> of(Round round) {
    Integer only = Integer.getInteger("atrium.fuzz.seed");
    int rounds = Integer.getInteger("atrium.fuzz.rounds", USUAL);
    IntStream seeds = only == null ? IntStream.range(0, rounds) : IntStream.of(only);
    return seeds.mapToObj(
        seed -> DynamicTest.dynamicTest("atrium.fuzz.seed=" + seed, () -> round.run(seed)));
  }
}
