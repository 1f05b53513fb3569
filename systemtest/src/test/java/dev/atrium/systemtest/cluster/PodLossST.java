package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Repl takes more of the node than it may: the pod is lost, with a reason, and comes back. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
class PodLossST {

  private static final Duration A_WHILE = Duration.ofMinutes(2);

  /**
   * Many processes of 60 MiB. Where cgroups have version 1 the largest alone is killed, and it
   * shall be the runner.
   */
  private static final String EATS_MEMORY =
      """
      for pid in $(pgrep -x java); do echo 1000 > /proc/$pid/oom_score_adj; done
      for each in $(seq 12); do
        python3 -c "import time; taken = b'x' * (60 << 20); time.sleep(60)" &
      done
      wait
      """;

  private ClusterInstallation atrium;
  private Team team;
  private String project;

  @BeforeEach
  void createNamespace(ClusterInstallation installation) {
    atrium = installation;
    team = Team.create(atrium.kubectl());
    project = Team.unique("greedy");
  }

  @AfterEach
  void removeNamespace() {
    team.close();
  }

  @Test
  void tooMuchMemoryIsNamedAndTheRunnerComesBack() {
    start("resources: {limits: {memory: 512Mi}}");
    Pod pod = atrium.runner(project);
    pod.shell(EATS_MEMORY);

    awaitTold("OOMKilled", "spec.resources.limits.memory");
    assertBackWithWhatWasSaved();
    assertThat(atrium.runner(project).name()).isEqualTo(pod.name());
  }

  @Test
  void tooMuchOnTheNodesDiskIsNamedAndAnotherPodComes() {
    start("storage: {size: 256Mi}, resources: {limits: {ephemeral-storage: 400Mi}}");
    atrium.runner(project).shell("head -c 600M /dev/zero > /tmp/large");

    awaitTold("Evicted", "storage");
    assertBackWithWhatWasSaved();

    team.mode("greedy", "Suspended");
    team.await("repl/greedy", ".status.state", "Suspended");
  }

  private void start(String fields) {
    team.apply(Manifests.repl("greedy", project, "template: web, " + fields)).orFail();
    team.awaitReady("greedy");
    atrium.runner(project).shell("printf saved > /workspace/project/note.txt").orFail();
    atrium.awaitInS3(project, "note.txt", "saved");
  }

  /** The condition may be gone again before it is looked at; the Event stays. */
  private void awaitTold(String reason, String message) {
    await()
        .atMost(A_WHILE)
        .untilAsserted(() -> assertThat(team.notesOf("greedy", reason)).contains(message));
  }

  private void assertBackWithWhatWasSaved() {
    team.awaitReady("greedy");
    await()
        .atMost(A_WHILE)
        .untilAsserted(
            () ->
                assertThat(atrium.runner(project).shell("cat /workspace/project/note.txt").output())
                    .isEqualTo("saved"));
  }
}
