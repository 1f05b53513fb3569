package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Repl says that cannot be what it should be: one reason, in its status and as an Event. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubledReplST {

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "template: nothing | UnknownTemplate | There is no template nothing. Choose one of",
        "appPort: 3000 | ProjectMissing | Set spec.template",
        "template: web, image: 'localhost/nothing:1' | ImagePullBackOff | Mend spec.image",
        "template: web, image: 'docker.io/library/busybox:1.35' | CrashLoopBackOff | kubectl logs",
        "template: web, resources: {requests: {cpu: 1000}} | Unschedulable | Insufficient cpu",
      })
  void saysWhyAndTheWayOut(String fields, String reason, String message) {
    String name = reason.toLowerCase(Locale.ROOT);
    team.apply(Manifests.repl(name, Team.unique("bad"), fields)).orFail();

    team.assertTold(name, reason, message);
  }

  @Test
  void ofTwoReplsOnOneProjectTheOlderHasIt() {
    String project = Team.unique("shared");
    team.apply(Manifests.repl("older", project, "template: web")).orFail();
    team.awaitReady("older");
    team.apply(Manifests.repl("younger", project, "template: web")).orFail();

    team.assertTold("younger", "ProjectInUse", "The older Repl older has the project");
    team.run("delete", "repl", "older", "--timeout=120s");
    team.awaitReady("younger");
  }

  @Test
  void aProjectOfAnotherPlaceIsNotHadHere() {
    String project = Team.unique("taken");
    try (Team others = Team.create(atrium.kubectl())) {
      others.apply(Manifests.repl("theirs", project, "template: web")).orFail();
      others.awaitReady("theirs");
      team.apply(Manifests.repl("ours", project, "template: web")).orFail();

      team.assertTold("ours", "ProjectInUse", "another cluster, namespace or owner");
      assertThat(team.tryRun("get", "secret", "ours-repl").code()).isNotZero();
    }
  }

  @Test
  void aQuotaIsNamedAndOnceItIsRaisedTheReplStarts() {
    try (Team limited = Team.create(atrium.kubectl())) {
      limited.run("create", "quota", "small", "--hard=pods=0");
      limited.apply(Manifests.repl("many", Team.unique("many"), "template: web")).orFail();

      limited.assertTold("many", "QuotaExceeded", "exceeded quota: small");
      limited.run("delete", "quota", "small");
      limited.awaitReady("many");
    }
  }

  @Test
  void aMendedSpecStartsAtOnce() {
    team.apply(
            Manifests.repl(
                "mended", Team.unique("mended"), "template: web, image: 'localhost/no:1'"))
        .orFail();
    team.assertTold("mended", "ImagePullBackOff", "localhost/no:1");

    team.run(
        "patch", "repl", "mended", "--type=json", "--patch", "[{op: remove, path: /spec/image}]");
    team.awaitReady("mended");
  }

  @Test
  void aChangeNeverCutsOffAShellAndWaitsForTheNextStart() {
    team.apply(Manifests.repl("busy", Team.unique("busy"), "template: web")).orFail();
    team.awaitReady("busy");
    String pod = podOf("busy");
    team.run("patch", "repl", "busy", "--type=merge", "--patch", "spec: {appPort: 4000}");

    team.await("repl/busy", ".status.conditions[?(@.type==\"UpToDate\")].reason", "RestartNeeded");
    assertThat(podOf("busy")).isEqualTo(pod);
    team.mode("busy", "Suspended");
    team.await("repl/busy", ".status.state", "Suspended");
    team.mode("busy", "Running");
    team.awaitReady("busy");
    team.await("repl/busy", ".status.conditions[?(@.type==\"UpToDate\")].status", "True");
  }

  @Test
  void aVolumeOutlivesSleepAndGoesOnlySaved() {
    String project = Team.unique("volume");
    team.apply(
            Manifests.repl(
                "kept", project, "template: web, storage: {type: Persistent, size: 1Gi}"))
        .orFail();
    team.awaitReady("kept");
    team.mode("kept", "Suspended");
    team.await("repl/kept", ".status.state", "Suspended");
    assertThat(team.run("get", "pvc", "--output=name")).contains("atrium-" + project);

    team.run("delete", "repl", "kept", "--timeout=120s");
    await().until(() -> team.run("get", "pvc", "--output=name").isEmpty());
    assertThat(team.reasonsOf("kept")).contains("Flushed", "VolumeDeleted");
  }

  @Test
  void aNamespaceGoesWithWhatRunsInIt() {
    try (Team leaving = Team.create(atrium.kubectl())) {
      leaving.apply(Manifests.repl("one", Team.unique("one"), "template: web")).orFail();
      leaving.awaitReady("one");

      atrium.kubectl().run("delete", "namespace", leaving.namespace(), "--timeout=150s");
    }
  }

  private String podOf(String repl) {
    return team.run(
        "get", "pods", "--selector=app.kubernetes.io/instance=" + repl, "--output=name");
  }
}
