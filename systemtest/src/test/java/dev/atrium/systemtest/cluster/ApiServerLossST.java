package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The API server is killed and started again while somebody works and a Repl is on its way. On the
 * native cluster only, whose API server is a process of this machine.
 */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
class ApiServerLossST {

  private ClusterInstallation atrium;
  private NativeCluster machine;
  private Person person;
  private Team team;

  @BeforeEach
  void findTheApiServer(ClusterInstallation installation) {
    atrium = installation;
    machine =
        atrium
            .machine()
            .orElseGet(() -> Assumptions.abort("another cluster's API server is not ours to kill"));
    person = Person.signIn(atrium);
    team = Team.create(atrium.kubectl());
  }

  @AfterEach
  void bringItBack() {
    if (machine != null) {
      machine.startApiServer();
    }
    if (team != null) {
      team.close();
    }
  }

  @Test
  void workGoesOnMeanwhileAndAfterwardsNothingIsWrittenTwice() {
    String project = person.createProject("Goes on", "web");
    person.start(project);
    // A Repl is ready a moment before its kubelet and its Deployment say so.
    String before = Rest.await(() -> versions(project), versions -> true);
    URI ide = atrium.ide(project);
    try (Window window = Window.open(ide, person.open(ide))) {
      window.next(ServerFrame.Loaded.class);
      team.apply(Manifests.repl("halfway", Team.unique("halfway"), "template: web")).orFail();

      machine.killApiServer();
      saveInSession(window, "without.txt");
      machine.startApiServer();
      saveInSession(window, "again.txt");
      assertThat(window.isOpen()).isTrue();
    }

    team.awaitReady("halfway");
    assertThat(team.objects().lines())
        .filteredOn(name -> !name.startsWith("pod/") && !name.startsWith("replicaset.apps/"))
        .containsExactlyInAnyOrder(
            "repl.atrium.dev/halfway",
            "deployment.apps/halfway-repl",
            "service/halfway-repl",
            "ingress.networking.k8s.io/halfway-repl",
            "secret/halfway-repl",
            "serviceaccount/atrium-repl",
            "networkpolicy.networking.k8s.io/atrium-repl");
    assertThat(team.field("deployment/halfway-repl", ".metadata.generation")).isEqualTo("1");
    assertThat(versions(project)).isEqualTo(before);
    person.suspend(project);
    atrium.awaitInS3(project, "without.txt", "written meanwhile");
  }

  /** Makes a file, and waits until the session says that S3 has it. */
  private static void saveInSession(Window window, String name) {
    window.send(
        new ClientFrame.UpdateContent(1, ProjectPath.of(name), null, "written meanwhile", null));
    long seq = window.next(ServerFrame.Updated.class).seq();
    window.next(ServerFrame.Saved.class, saved -> saved.saved() >= seq);
  }

  /** Kind and resource version of everything that the operator writes for a project. */
  private String versions(String project) {
    return atrium
        .kubectl()
        .run(
            "get",
            "repls,deployments,services,ingresses,secrets",
            "--namespace=" + ClusterInstallation.REPLS,
            "--selector=atrium.dev/project=" + project,
            "--output=jsonpath={range .items[*]}{.kind} {.metadata.resourceVersion}{\"\\n\"}{end}");
  }
}
