package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's pod is lost at every step of a Repl's life; another one goes on from there. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorKillST {

  private ClusterInstallation atrium;
  private Team team;

  @BeforeAll
  void createNamespace(ClusterInstallation installation) {
    atrium = installation;
    team = Team.create(atrium.kubectl());
  }

  @AfterAll
  void removeNamespace() {
    team.close();
  }

  /**
   * @param object what has just been made when the operator is lost
   */
  @ParameterizedTest
  @ValueSource(strings = {"secret", "service", "deployment"})
  void aStartGoesOnFromWhereItWasLost(String object) {
    String name = "lost-" + object;
    apply(name);
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> team.tryRun("get", object, name + "-repl").code() == 0);
    loseOperator();
    team.awaitReady(name);
  }

  @Test
  void aSuspensionAndADeletionAreBroughtToTheirEnds() {
    apply("tired");
    team.awaitReady("tired");
    team.mode("tired", "Suspended");
    loseOperator();
    team.await("repl/tired", ".status.state", "Suspended");

    team.run("delete", "repl", "tired", "--wait=false");
    loseOperator();
    team.run("wait", "repl/tired", "--for=delete", "--timeout=120s");
    await().untilAsserted(() -> assertThat(team.objects()).doesNotContain("tired"));
  }

  private void apply(String name) {
    team.apply(Manifests.repl(name, Team.unique("lost"), "template: web")).orFail();
  }

  private void loseOperator() {
    atrium.operator().lose();
  }
}
