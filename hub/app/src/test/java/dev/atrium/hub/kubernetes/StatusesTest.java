package dev.atrium.hub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.crd.ConditionStatus;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplSpec;
import dev.atrium.hub.engine.ReplState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTest {

  @ParameterizedTest
  @CsvSource({
    "STARTING, STARTING",
    "RUNNING, RUNNING",
    "SUSPENDING, SUSPENDING",
    "SUSPENDED, SUSPENDED",
    "PENDING, FAILED",
    "FAILED, FAILED"
  })
  void whatTheOperatorSaysIsTold(dev.atrium.crd.ReplState said, ReplState told) {
    assertThat(state(repl(OperatingMode.RUNNING, 1, said, 1))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, SUSPENDED, STARTING",
    "RUNNING, SUSPENDING, STARTING",
    "RUNNING, FAILED, STARTING",
    "RUNNING, PENDING, STARTING",
    "RUNNING, RUNNING, RUNNING",
    "SUSPENDED, RUNNING, SUSPENDING",
    "SUSPENDED, STARTING, SUSPENDING",
    "SUSPENDED, SUSPENDED, SUSPENDED"
  })
  void whatWasAskedForSinceCounts(
      OperatingMode wanted, dev.atrium.crd.ReplState last, ReplState told) {
    assertThat(state(repl(wanted, 2, last, 1))).isEqualTo(told);
  }

  @Test
  void oneThatNobodyHasLookedAtIsWhatItsAuthorWants() {
    assertThat(state(repl(OperatingMode.RUNNING, 1, null, 0))).isEqualTo(ReplState.STARTING);
    assertThat(state(repl(OperatingMode.SUSPENDED, 1, null, 0))).isEqualTo(ReplState.SUSPENDED);
  }

  @Test
  void oneThatIsBeingDeletedIsOnItsWayToSleep() {
    Repl repl = repl(OperatingMode.RUNNING, 1, dev.atrium.crd.ReplState.RUNNING, 1);
    repl.getMetadata().setDeletionTimestamp("2026-11-21T09:00:00Z");

    assertThat(state(repl)).isEqualTo(ReplState.SUSPENDING);
  }

  @ParameterizedTest
  @CsvSource({
    "PROJECT_IN_USE, PROJECT_IN_USE",
    "PROJECT_TRASHED, PROJECT_TRASHED",
    "PROJECT_MISSING, NOT_FOUND",
    "UNKNOWN_TEMPLATE, UNKNOWN_TEMPLATE",
    "STORAGE_UNREACHABLE, STORAGE_UNREACHABLE",
    "SEED_FAILED, STORAGE_UNREACHABLE",
    "IMAGE_PULL_BACK_OFF, NOT_READY",
    "UNSCHEDULABLE, NOT_READY"
  })
  void whyItFailedIsAProblemInTheOperatorsWords(Reason reason, ProblemType type) {
    Repl repl = repl(OperatingMode.RUNNING, 1, dev.atrium.crd.ReplState.FAILED, 1);
    repl.setStatus(
        new dev.atrium.crd.ReplStatus(
            1L, dev.atrium.crd.ReplState.FAILED, null, null, 1L, List.of(ready(reason, "Why."))));

    var problem = Statuses.of("abcdefgh", repl).problem();

    assertThat(problem.type()).isEqualTo(type.urn());
    assertThat(problem.detail()).isEqualTo("Why.");
  }

  private static ReplState state(Repl repl) {
    return Statuses.of("abcdefgh", repl).state();
  }

  /**
   * @param observed the generation that the status is about
   */
  private static Repl repl(
      OperatingMode mode, long generation, dev.atrium.crd.ReplState said, long observed) {
    var repl = new Repl();
    repl.setMetadata(new ObjectMetaBuilder().withName("one").withGeneration(generation).build());
    repl.setSpec(new ReplSpec("abcdefgh", null, "admin", null, null, null, mode, null, null, null));
    if (said != null) {
      repl.setStatus(
          new dev.atrium.crd.ReplStatus(
              observed, said, null, null, 1L, List.of(ready(Reason.PROJECT_IN_USE, "Why."))));
    }
    return repl;
  }

  private static ReplCondition ready(Reason reason, String message) {
    return new ReplCondition(
        ConditionType.READY.value(),
        ConditionStatus.FALSE,
        reason.value(),
        message,
        "2026-11-21T09:00:00Z",
        1L);
  }
}
