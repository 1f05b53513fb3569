package dev.atrium.operator.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.storage.StoredProject;
import dev.atrium.crd.ConditionStatus;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplSpec;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.testing.Repls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reconciler's small decisions: who has a project, what is refused, when to look again. */
class DecisionsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:10:00Z");

  @Test
  void theOlderReplHasTheProject() {
    Repl older = Repls.node().named("older").created("2026-11-21T09:00:00Z").build();
    Repl younger = Repls.node().named("younger").created("2026-11-21T09:00:01Z").build();

    assertThat(Peers.elder(younger, List.of(younger, older))).contains(older);
    assertThat(Peers.elder(older, List.of(younger, older))).isEmpty();
  }

  @Test
  void ofTwoOfOneSecondExactlyOneHasTheProject() {
    Repl one = Repls.node().named("one").build();
    Repl two = Repls.node().named("two").build();

    assertThat(Peers.elder(one, List.of(one, two)).isPresent())
        .isNotEqualTo(Peers.elder(two, List.of(one, two)).isPresent());
  }

  @Test
  void anotherNamespaceIsNoRival() {
    Repl here = Repls.node().created("2026-11-21T09:00:01Z").build();
    Repl elsewhere = Repls.node().build();
    elsewhere.getMetadata().setNamespace("elsewhere");

    assertThat(Peers.elder(here, List.of(here, elsewhere))).isEmpty();
  }

  @Test
  void goodSpecsPass() {
    assertThat(SpecCheck.check(Repls.node().build().getSpec())).isEmpty();
    assertThat(SpecCheck.check(Repls.node().env(new EnvVariable("A_1", "x")).build().getSpec()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper123", "short", "1digitfirst", "with-dash1"})
  void badProjectsAreNamed(String project) {
    assertInvalid(Repls.node().on(project), "spec.project");
  }

  @ParameterizedTest
  @ValueSource(ints = {8080, 80, 70_000})
  void badPortsAreNamed(int port) {
    assertInvalid(Repls.node().appPort(port), "spec.appPort");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ATRIUM_PROJECT", "QUARKUS_X", "LD_PRELOAD", "JAVA_TOOL_OPTIONS", "a b"})
  void badVariablesAreNamed(String name) {
    assertInvalid(Repls.node().env(new EnvVariable(name, "x")), "spec.env");
  }

  @Test
  void theProjectsPatternIsThatOfTheStore() {
    assertThat(ReplSpec.PROJECT_PATTERN).isEqualTo("^" + StoredProject.ID_PATTERN + "$");
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "2, 2", "20, 10", "600, 60"})
  void pausesGrowWithTheWaitAndAreBounded(long waited, long pause) {
    var status = waitingSince(ReplState.STARTING, NOW.minusSeconds(waited));

    assertThat(Pace.next(status, Optional.empty(), NOW)).contains(Duration.ofSeconds(pause));
  }

  @Test
  void nothingAmissIsNotLookedAtButForTheIdentity() {
    var renewal = Optional.of(Duration.ofHours(6));

    assertThat(Pace.next(waitingSince(ReplState.SUSPENDED, NOW), Optional.empty(), NOW)).isEmpty();
    assertThat(Pace.next(waitingSince(ReplState.RUNNING, NOW), renewal, NOW)).isEqualTo(renewal);
  }

  private static ReplStatus waitingSince(ReplState state, Instant since) {
    return new ReplStatus(
        1L,
        state,
        null,
        null,
        null,
        List.of(
            new ReplCondition(
                ConditionType.READY.value(),
                ConditionStatus.FALSE,
                Reason.STARTING.value(),
                "",
                since.toString(),
                1L)));
  }

  private static void assertInvalid(Repls repl, String field) {
    assertThat(SpecCheck.check(repl.build().getSpec()))
        .get()
        .satisfies(
            trouble -> assertThat(trouble.message()).contains(field),
            trouble -> assertThat(trouble.reason()).isEqualTo(Reason.INVALID_SPEC));
  }
}
