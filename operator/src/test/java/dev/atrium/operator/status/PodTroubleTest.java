package dev.atrium.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.Reason;
import dev.atrium.operator.testing.Workloads;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTroubleTest {

  @ParameterizedTest
  @CsvSource({
    "ErrImagePull, IMAGE_PULL_BACK_OFF",
    "ImagePullBackOff, IMAGE_PULL_BACK_OFF",
    "InvalidImageName, IMAGE_PULL_BACK_OFF",
    "ErrImageNeverPull, IMAGE_PULL_BACK_OFF",
    "CreateContainerConfigError, CONTAINER_CONFIG_ERROR",
    "CreateContainerError, CONTAINER_CONFIG_ERROR",
    "CrashLoopBackOff, CRASH_LOOP_BACK_OFF"
  })
  void namesWhatTheKubeletWaitsFor(String waiting, Reason reason) {
    assertThat(PodTrouble.of(Workloads.waiting(waiting, "because")))
        .get()
        .extracting(Trouble::reason)
        .isEqualTo(reason);
  }

  @Test
  void carriesTheKubeletsOwnWordsAndTheWayOut() {
    var trouble = PodTrouble.of(Workloads.waiting("ErrImagePull", "no such manifest"));

    assertThat(trouble.orElseThrow().message())
        .contains("localhost/atrium-runner:dev", "no such manifest", "spec.image");
  }

  @Test
  void aPodOnItsWayIsNoTrouble() {
    assertThat(PodTrouble.of(Workloads.withoutPod())).isEmpty();
    assertThat(PodTrouble.of(Workloads.waiting("ContainerCreating", null))).isEmpty();
    assertThat(PodTrouble.of(Workloads.starting())).isEmpty();
    assertThat(PodTrouble.of(Workloads.ready())).isEmpty();
  }

  @Test
  void oneRestartIsNoLoopAndShortLivesAre() {
    assertThat(PodTrouble.of(Workloads.of(restarted(1, "2026-11-21T09:00:02Z")))).isEmpty();
    assertThat(PodTrouble.of(Workloads.of(restarted(3, "2026-11-21T10:00:00Z")))).isEmpty();
    assertThat(PodTrouble.of(Workloads.of(restarted(3, "2026-11-21T09:00:02Z"))))
        .get()
        .extracting(Trouble::reason)
        .isEqualTo(Reason.CRASH_LOOP_BACK_OFF);
  }

  @Test
  void tooLittleMemoryIsSaidAsLongAsItIsNotBack() {
    var killed =
        Workloads.running()
            .withRestartCount(1)
            .withNewLastState()
            .withNewTerminated()
            .withReason("OOMKilled")
            .withExitCode(137)
            .endTerminated()
            .endLastState();

    assertThat(PodTrouble.of(Workloads.of(Workloads.pod(false, killed.build()))))
        .get()
        .extracting(Trouble::reason)
        .isEqualTo(Reason.OOM_KILLED);
    assertThat(PodTrouble.of(Workloads.of(Workloads.pod(true, killed.withReady(true).build()))))
        .isEmpty();
  }

  @Test
  void anUnschedulablePodSaysWhy() {
    var pending =
        new PodBuilder(Workloads.pod(false, Workloads.container().build()))
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/1 nodes are available")
            .endCondition()
            .endStatus()
            .build();

    assertThat(PodTrouble.of(Workloads.of(pending)))
        .contains(new Trouble(Reason.UNSCHEDULABLE, "0/1 nodes are available"));
  }

  @Test
  void anEvictedPodSaysWhyUntilTheOneInItsPlaceIsReady() {
    Pod evicted = Workloads.evicted("2026-11-21T09:05:00Z");
    Pod starting = madeAt("2026-11-21T09:05:01Z", false);

    assertThat(PodTrouble.of(Workloads.of(evicted))).map(Trouble::reason).contains(Reason.EVICTED);
    assertThat(PodTrouble.of(Workloads.of(starting, evicted)).orElseThrow())
        .satisfies(
            trouble -> {
              assertThat(trouble.reason()).isEqualTo(Reason.EVICTED);
              assertThat(trouble.message()).startsWith("The node was low on resource");
            });
  }

  @Test
  void aPodThatIsMadeLongAfterAnEvictionIsNotInItsTrouble() {
    Pod evicted = Workloads.evicted("2026-11-21T09:05:00Z");
    Pod later = madeAt("2026-11-21T10:00:00Z", false);

    assertThat(PodTrouble.of(Workloads.of(later, evicted))).isEmpty();
  }

  @Test
  void whatANodePutOutIsNotWaitedFor() {
    Pod evicted = Workloads.evicted("2026-11-21T09:05:00Z");

    assertThat(Workloads.of(evicted).isEmpty()).isTrue();
    assertThat(Workloads.of(evicted, madeAt("2026-11-21T09:05:01Z", true)).isEmpty()).isFalse();
    assertThat(Workloads.of(evicted, madeAt("2026-11-21T09:05:01Z", true)).isOccupied()).isTrue();
  }

  @Test
  void aQuotaAndOtherRefusalsComeFromTheDeployment() {
    var quota = PodTrouble.of(Workloads.refused("pods \"x\" is forbidden: exceeded quota: small"));

    assertThat(quota).get().extracting(Trouble::reason).isEqualTo(Reason.QUOTA_EXCEEDED);
    assertThat(quota.orElseThrow().message()).contains("exceeded quota: small", "raise the quota");
    assertThat(PodTrouble.of(Workloads.refused("violates PodSecurity \"restricted\"")))
        .contains(new Trouble(Reason.POD_REFUSED, "violates PodSecurity \"restricted\""));
  }

  private static Pod madeAt(String time, boolean ready) {
    Pod pod = Workloads.pod(ready, Workloads.running().withReady(ready).build());
    pod.getMetadata().setName("node-repl-2");
    pod.getMetadata().setCreationTimestamp(time);
    return pod;
  }

  private static Pod restarted(int times, String endOfLastLife) {
    return Workloads.pod(
        false,
        Workloads.running()
            .withRestartCount(times)
            .withNewLastState()
            .withNewTerminated()
            .withReason("Error")
            .withExitCode(1)
            .withStartedAt("2026-11-21T09:00:00Z")
            .withFinishedAt(endOfLastLife)
            .endTerminated()
            .endLastState()
            .build());
  }
}
