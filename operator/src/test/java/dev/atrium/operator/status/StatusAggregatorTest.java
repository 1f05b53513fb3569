package dev.atrium.operator.status;

import static dev.atrium.crd.ConditionStatus.FALSE;
import static dev.atrium.crd.ConditionStatus.TRUE;
import static dev.atrium.crd.ConditionStatus.UNKNOWN;
import static dev.atrium.crd.ConditionType.EXPOSED;
import static dev.atrium.crd.ConditionType.READY;
import static dev.atrium.crd.ConditionType.SEEDED;
import static dev.atrium.crd.ConditionType.UP_TO_DATE;
import static dev.atrium.crd.ConditionType.WORKLOAD_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.ConditionStatus;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.Workloads;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusAggregatorTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Trouble TROUBLE = new Trouble(Reason.SEED_FAILED, "S3 is away.");

  @Test
  void aReadyAndExposedReplRuns() {
    var status = aggregate(Repls.node().build(), Workloads.ready(), true);

    assertThat(status.state()).isEqualTo(ReplState.RUNNING);
    assertThat(status.ideUrl()).isEqualTo("http://hellonode.ide.localhost");
    assertThat(status.epoch()).isEqualTo(7);
    assertSays(status, READY, TRUE, Reason.RUNNING);
    assertSays(status, SEEDED, TRUE, Reason.RUNNING);
    assertSays(status, WORKLOAD_AVAILABLE, TRUE, Reason.RUNNING);
    assertSays(status, EXPOSED, TRUE, Reason.EXPOSED);
    assertSays(status, UP_TO_DATE, TRUE, Reason.UP_TO_DATE);
  }

  @Test
  void aPodOnItsWayStarts() {
    var status = aggregate(Repls.node().build(), Workloads.starting(), false);

    assertThat(status.state()).isEqualTo(ReplState.STARTING);
    assertSays(status, READY, FALSE, Reason.STARTING);
    assertSays(status, EXPOSED, FALSE, Reason.NOT_EXPOSED);
    assertSays(status, SEEDED, UNKNOWN, Reason.STARTING);
  }

  @Test
  void thePodsOwnReasonReachesReady() {
    var status =
        aggregate(
            Repls.node().build(), Workloads.waiting("ErrImagePull", "no such manifest"), false);

    assertThat(status.state()).isEqualTo(ReplState.FAILED);
    assertSays(status, READY, FALSE, Reason.IMAGE_PULL_BACK_OFF);
    assertSays(status, WORKLOAD_AVAILABLE, FALSE, Reason.IMAGE_PULL_BACK_OFF);
    assertThat(status.condition(READY).orElseThrow().message()).contains("no such manifest");
  }

  @Test
  void aSeedThatFailsIsToldWhileItIsTriedAgain() {
    var status =
        StatusAggregator.aggregate(
            findings(Repls.node().build(), Workloads.starting(), false, true, null, TROUBLE, null),
            NOW);

    assertThat(status.state()).isEqualTo(ReplState.STARTING);
    assertSays(status, READY, FALSE, Reason.SEED_FAILED);
    assertSays(status, SEEDED, FALSE, Reason.SEED_FAILED);
  }

  @Test
  void whatMayNotStartIsPending() {
    var refused = new Trouble(Reason.PROJECT_IN_USE, "Another has it.");
    var status =
        StatusAggregator.aggregate(
            findings(Repls.node().build(), Workloads.none(), false, true, refused, null, null),
            NOW);

    assertThat(status.state()).isEqualTo(ReplState.PENDING);
    assertSays(status, READY, FALSE, Reason.PROJECT_IN_USE);
  }

  @Test
  void aRunningReplOutlivesASpecThatIsNotValid() {
    var refused = new Trouble(Reason.INVALID_SPEC, "spec.env …");
    var status =
        StatusAggregator.aggregate(
            findings(Repls.node().build(), Workloads.ready(), true, false, refused, null, null),
            NOW);

    assertThat(status.state()).isEqualTo(ReplState.RUNNING);
    assertSays(status, READY, TRUE, Reason.RUNNING);
    assertSays(status, UP_TO_DATE, FALSE, Reason.INVALID_SPEC);
  }

  @Test
  void aChangeThatWaitsIsTold() {
    var status =
        StatusAggregator.aggregate(
            findings(Repls.node().build(), Workloads.ready(), true, false, null, null, null), NOW);

    assertThat(status.state()).isEqualTo(ReplState.RUNNING);
    assertSays(status, UP_TO_DATE, FALSE, Reason.RESTART_NEEDED);
  }

  @Test
  void sleepIsReachedWhenThePodIsGone() {
    Repl repl = Repls.node().suspended().build();

    assertThat(aggregate(repl, Workloads.ready(), false).state()).isEqualTo(ReplState.SUSPENDING);
    var asleep = aggregate(repl, Workloads.asleep(), false);
    assertThat(asleep.state()).isEqualTo(ReplState.SUSPENDED);
    assertSays(asleep, READY, FALSE, Reason.SUSPENDED);
    assertThat(asleep.condition(READY).orElseThrow().message()).contains("operatingMode");
    assertThat(aggregate(repl, Workloads.none(), false).state()).isEqualTo(ReplState.SUSPENDED);
  }

  @Test
  void aFlushThatFailsIsTheReasonForNotSleeping() {
    var trouble = new Trouble(Reason.FLUSH_FAILED, "3 of 5 edits are in S3.");
    var status =
        StatusAggregator.aggregate(
            findings(
                Repls.node().suspended().build(),
                Workloads.ready(),
                false,
                true,
                null,
                null,
                trouble),
            NOW);

    assertThat(status.state()).isEqualTo(ReplState.SUSPENDING);
    assertSays(status, READY, FALSE, Reason.FLUSH_FAILED);
  }

  @Test
  void theSameFindingsMakeAnEqualStatus() {
    var first = aggregate(Repls.node().build(), Workloads.starting(), false);
    var again =
        StatusAggregator.aggregate(
            findings(
                Repls.node().status(first).build(),
                Workloads.starting(),
                false,
                true,
                null,
                null,
                null),
            NOW.plusSeconds(90));

    assertThat(again).isEqualTo(first);
  }

  @Test
  void timesMoveWithTheStatusAndMessagesWithTheReason() {
    var first =
        aggregate(Repls.node().build(), Workloads.waiting("ErrImagePull", "not found"), false);
    var later =
        StatusAggregator.aggregate(
            findings(
                Repls.node().status(first).build(),
                Workloads.waiting("ImagePullBackOff", "Back-off pulling image"),
                false,
                true,
                null,
                null,
                null),
            NOW.plusSeconds(20));
    var ready =
        StatusAggregator.aggregate(
            findings(
                Repls.node().status(later).build(),
                Workloads.ready(),
                true,
                true,
                null,
                null,
                null),
            NOW.plusSeconds(40));

    assertThat(later).isEqualTo(first);
    assertThat(ready.condition(READY).map(ReplCondition::lastTransitionTime))
        .contains("2026-11-21T09:00:40Z");
  }

  @Test
  void anEditedSpecRefreshesMessages() {
    var first =
        aggregate(Repls.node().build(), Workloads.waiting("ErrImagePull", "a is missing"), false);
    var second =
        aggregate(
            Repls.node().status(first).generation(2).build(),
            Workloads.waiting("ErrImagePull", "b is missing"),
            false);

    assertThat(second.observedGeneration()).isEqualTo(2);
    assertThat(second.condition(READY).orElseThrow().message()).contains("b is missing");
    assertThat(second.condition(READY).map(ReplCondition::lastTransitionTime))
        .isEqualTo(first.condition(READY).map(ReplCondition::lastTransitionTime));
  }

  private static ReplStatus aggregate(Repl repl, Workload workload, boolean exposed) {
    return StatusAggregator.aggregate(
        findings(repl, workload, exposed, true, null, null, null), NOW);
  }

  private static Findings findings(
      Repl repl,
      Workload workload,
      boolean exposed,
      boolean current,
      Trouble admission,
      Trouble seed,
      Trouble flush) {
    return new Findings(
        repl,
        workload,
        exposed,
        current,
        7L,
        URI.create("http://hellonode.ide.localhost"),
        URI.create("http://hellonode.app.localhost"),
        Optional.ofNullable(admission),
        Optional.ofNullable(seed),
        Optional.ofNullable(flush));
  }

  private static void assertSays(
      ReplStatus status, ConditionType type, ConditionStatus value, Reason reason) {
    assertThat(status.condition(type))
        .get()
        .satisfies(each -> assertThat(each.says(value, reason)).as("%s", each).isTrue());
  }
}
