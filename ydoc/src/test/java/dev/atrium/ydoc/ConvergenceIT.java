package dev.atrium.ydoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random documents, each edited at once in Java and in real Yjs. {@code -Dydoc.fuzz.documents} says
 * how many, {@code -Dydoc.fuzz.seed} where to begin: a failure names the seed of its document.
 */
class ConvergenceIT {

  private static final int DOCUMENTS = Integer.getInteger("ydoc.fuzz.documents", 2000);
  private static final long FIRST_SEED = Long.getLong("ydoc.fuzz.seed", 1L);
  private static final int BATCH = 50;
  private static final int MAX_SETTLING = 20;

  @Test
  void copiesInJavaAndYjsEndUpTheSame() {
    try (Oracle oracle = Oracle.start()) {
      for (int done = 0; done < DOCUMENTS; done += BATCH) {
        List<Scenario> batch = new ArrayList<>();
        for (int i = 0; i < Math.min(BATCH, DOCUMENTS - done); i++) {
          batch.add(new Scenario(FIRST_SEED + done + i));
        }
        run(oracle, batch);
      }
    }
  }

  private static void run(Oracle oracle, List<Scenario> batch) {
    ask(oracle, batch, Scenario::open);
    boolean settled = false;
    for (int round = 0; round < Scenario.ROUNDS || !settled; round++) {
      assertThat(round).as("rounds until nobody has anything to say").isLessThan(MAX_SETTLING);
      int now = round;
      List<List<?>> answers = ask(oracle, batch, scenario -> scenario.play(now));
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).played(answers.get(i));
      }
      settled = batch.stream().allMatch(Scenario::isSettled);
    }
    List<List<?>> states = ask(oracle, batch, Scenario::inspect);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).check(states.get(i));
    }
    ask(oracle, batch, Scenario::close);
  }

  /** Sends the requests of all scenarios at once; returns the answers of each. */
  private static List<List<?>> ask(
      Oracle oracle, List<Scenario> batch, Function<Scenario, List<Map<String, Object>>> requests) {
    List<Map<String, Object>> all = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (Scenario scenario : batch) {
      all.addAll(requests.apply(scenario));
      ends.add(all.size());
    }
    List<?> answers = oracle.askAll(all);
    List<List<?>> byScenario = new ArrayList<>();
    int start = 0;
    for (int end : ends) {
      byScenario.add(answers.subList(start, end));
      start = end;
    }
    return byScenario;
  }
}
