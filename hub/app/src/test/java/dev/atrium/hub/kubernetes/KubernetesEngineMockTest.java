package dev.atrium.hub.kubernetes;

import static dev.atrium.testing.Patience.await;
import static dev.atrium.testing.Patience.poll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.hub.engine.ReplState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KubernetesEngineMockTest extends HubAppTest {

  @Test
  void startMakesTheReplOfAProjectInItsNamespace() {
    String id = project();

    engine.start(id);

    Repl made = replOf(id);
    assertThat(made.getSpec().project()).isEqualTo(id);
    assertThat(made.getSpec().template()).isEqualTo("node");
    assertThat(made.getSpec().owner()).isEqualTo("admin");
    assertThat(made.getSpec().operatingMode()).isEqualTo(OperatingMode.RUNNING);
    assertThat(engine.status(id).state()).isEqualTo(ReplState.STARTING);
    assertThat(engine.address(id)).isEmpty();
  }

  @Test
  void startWritesNothingWhereItRunsAlready() {
    String id = project();
    engine.start(id);
    String before = replOf(id).getMetadata().getResourceVersion();

    engine.start(id);

    assertThat(replOf(id).getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void suspendAndStartChangeTheOperatingModeAlone() throws Exception {
    String id = project();
    engine.start(id);
    Repl own = replOf(id);
    own.getMetadata().setAnnotations(Map.of("team", "blue"));
    kubernetes.resource(own).update();
    report(own, dev.atrium.crd.ReplState.RUNNING, Reason.RUNNING, "");
    eventually(() -> engine.status(id).state() == ReplState.RUNNING);

    var asleep = engine.suspend(id).toCompletableFuture();
    assertThat(replOf(id).getSpec().operatingMode()).isEqualTo(OperatingMode.SUSPENDED);
    assertThat(asleep).isNotDone();
    report(own, dev.atrium.crd.ReplState.SUSPENDED, Reason.SUSPENDED, "");
    await(asleep);
    assertThat(engine.status(id).state()).isEqualTo(ReplState.SUSPENDED);

    engine.start(id);
    Repl woken = replOf(id);
    assertThat(woken.getSpec().operatingMode()).isEqualTo(OperatingMode.RUNNING);
    assertThat(woken.getSpec().template()).isEqualTo("node");
    assertThat(woken.getMetadata().getAnnotations()).containsEntry("team", "blue");
  }

  @Test
  void aProjectWithoutAReplSleeps() {
    assertThat(engine.status(project()).state()).isEqualTo(ReplState.SUSPENDED);
    assertThat(engine.suspend(project()).toCompletableFuture()).isCompleted();
  }

  @Test
  void deletingItWithKubectlLeavesTheProjectAsleepAndStartMakesItAgain() {
    String id = project();
    engine.start(id);
    kubernetes.resource(replOf(id)).delete();
    eventually(() -> engine.status(id).state() == ReplState.SUSPENDED);

    assertThat(projects.exists(id)).isTrue();
    engine.start(id);

    assertThat(replOf(id)).isNotNull();
  }

  @Test
  void deleteTakesTheReplAwayAndWaitsForIt() {
    String id = project();
    engine.start(id);

    engine.delete(id);

    assertThat(replOf(id)).isNull();
    assertThat(engine.status(id).state()).isEqualTo(ReplState.SUSPENDED);
  }

  @Test
  void whyItFailedIsAProblem() {
    String id = project();
    engine.start(id);

    report(
        replOf(id),
        dev.atrium.crd.ReplState.PENDING,
        Reason.PROJECT_IN_USE,
        "The project belongs to another place.");

    eventually(() -> engine.status(id).state() == ReplState.FAILED);
    var problem = engine.status(id).problem();
    assertThat(problem.type()).isEqualTo(ProblemType.PROJECT_IN_USE.urn());
    assertThat(problem.detail()).isEqualTo("The project belongs to another place.");
  }

  @Test
  void aReplOfAnotherNamespaceIsNotTheProjects() {
    String id = project();
    kubernetes.resource(repl(id, "mallory", id, "admin")).create();

    engine.start(id);
    engine.suspend(id);

    assertThat(replOf(id).getSpec().operatingMode()).isEqualTo(OperatingMode.SUSPENDED);
    var foreign = kubernetes.resources(Repl.class).inNamespace("mallory").withName(id).get();
    assertThat(foreign.getSpec().operatingMode()).isEqualTo(OperatingMode.RUNNING);
  }

  @Test
  void aForeignReplOfThatNameIsSaidAndLeftAlone() {
    String id = project();
    kubernetes.resource(repl(id, NAMESPACE, "otherproject", "admin")).create();

    engine.start(id);

    assertThat(engine.status(id).state()).isEqualTo(ReplState.FAILED);
    assertThat(engine.status(id).problem().type()).isEqualTo(ProblemType.ALREADY_EXISTS.urn());
    assertThat(replOf(id).getSpec().project()).isEqualTo("otherproject");
  }

  @Test
  void everyChangeIsTold() throws Exception {
    String id = project();
    engine.status(id);
    var states = new LinkedBlockingQueue<ReplState>();
    Runnable end =
        engine.watch(
            status -> {
              if (status.id().equals(id)) {
                states.add(status.state());
              }
            });

    engine.start(id);
    assertThat(poll(states)).isEqualTo(ReplState.STARTING);
    kubernetes.resource(replOf(id)).delete();
    assertThat(poll(states)).isEqualTo(ReplState.SUSPENDED);
    end.run();
  }
}
