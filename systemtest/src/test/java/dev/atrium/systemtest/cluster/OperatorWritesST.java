package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

  private static final int REST_SECONDS = 5;

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

    assertThat(OperatorMetrics.sum(after) - OperatorMetrics.sum(before))
        .as("from %s to %s", before, after)
        .isLessThanOrEqualTo(MOST_WRITES);
  }

  @Test
  void anotherOperatorThatFindsEverythingAsItShouldBeWritesNothing() {
    awaitRest();
    String before = versions();
    atrium.withoutOperator(() -> {});

    assertThat(awaitRest()).isEmpty();
    assertThat(versions()).isEqualTo(before);
  }

  private void start(String name) {
    team.apply(Manifests.repl(name, Team.unique("writes"), "template: web")).orFail();
    team.awaitReady(name);
  }

  /** Waits until nothing is written for a while, and tells what was until then. */
  private Map<String, Long> awaitRest() {
    var last = new AtomicReference<Map<String, Long>>();
    var rests = new AtomicInteger();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              var writes = OperatorMetrics.writes(atrium.kubectl());
              boolean same = writes.equals(last.getAndSet(writes));
              return rests.updateAndGet(seconds -> same ? seconds + 1 : 0) >= REST_SECONDS;
            });
    return last.get();
  }

  /** Kind, name and resource version of everything that the operator writes. */
  private String versions() {
    return team.run(
        "get",
        "repls,deployments,services,ingresses,networkpolicies,serviceaccounts,secrets",
        "--output=jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}");
  }
}
