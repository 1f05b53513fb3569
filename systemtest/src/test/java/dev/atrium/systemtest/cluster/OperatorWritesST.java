package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much the operator asks of the API server. Other Repls of the cluster have to be at rest. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorWritesST {

  /** Finalizer, Secret, Service, Deployment, Ingress, two of status, an Event. */
  private static final long MOST_WRITES = 8;

  private ClusterInstallation atrium;
  private Team team;

  @BeforeAll
  void createNamespaceWithARepl(ClusterInstallation installation) {
    atrium = installation;
    team = Team.create(atrium.kubectl());
    start("first");
  }

  @AfterAll
  void removeNamespace() {
    team.close();
  }

  @Test
  void aReplTakesAtMostEightWrites() {
    var before = awaitRest();
    start("second");
    var after = awaitRest();

    assertThat(after.sum() - before.sum())
        .as("from %s to %s", before, after)
        .isLessThanOrEqualTo(MOST_WRITES);
  }

  @Test
  void anotherOperatorThatFindsEverythingAsItShouldBeWritesNothing() {
    awaitRest();
    String before = versions();
    atrium.withoutOperator(() -> {});

    assertThat(awaitRest().writes()).isEmpty();
    assertThat(versions()).isEqualTo(before);
  }

  private void start(String name) {
    team.apply(Manifests.repl(name, Team.unique("writes"), "template: web")).orFail();
    team.awaitReady(name);
  }

  /** Waits until the operator has looked at Repls and has nothing to do any more. */
  private OperatorMetrics awaitRest() {
    Pod operator = atrium.operator();
    return Rest.await(() -> OperatorMetrics.of(operator), seen -> seen.rounds() > 0);
  }

  /** Kind, name and resource version of everything that the operator writes. */
  private String versions() {
    return team.run(
        "get",
        "repls,deployments,services,ingresses,networkpolicies,serviceaccounts,secrets",
        "--output=jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}");
  }
}
