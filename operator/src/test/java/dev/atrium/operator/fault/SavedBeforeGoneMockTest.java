package dev.atrium.operator.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplState;
import dev.atrium.operator.dependent.Labels;
import dev.atrium.operator.testing.FakeRunner;
import dev.atrium.operator.testing.FakeRunner.Answer;
import dev.atrium.operator.testing.Repls;
import dev.atrium.operator.testing.Workloads;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole operator with a runner that is slow to save: no pod goes before that is done.
 *
 * <p>It cannot prove that a real runner saves, nor what a kubelet does to a pod; {@code
 * ReplByKubectlST} and {@code StorageLossST} do.
 */
@QuarkusTest
@QuarkusTestResource(OperatorServices.class)
@WithKubernetesTestServer
class SavedBeforeGoneMockTest {

  /** More than one attempt: nothing is given up after the first. */
  private static final int ATTEMPTS = 2;

  @Inject KubernetesClient client;
  @Inject FakeRunner runner;

  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean saved;

  @BeforeEach
  void aRunnerThatHasNotSavedYet() {
    runner.answer("/q/health/ready", 200, "{}");
    runner.answer(
        "/api/flush",
        number -> {
          attempts.incrementAndGet();
          return new Answer(
              200, "{\"complete\":%b,\"acknowledged\":3,\"saved\":2}".formatted(saved));
        });
  }

  @Test
  void aReplFallsAsleepOnceItIsSaved() {
    Resource<Repl> repl = running("tired");

    repl.edit(
        awake -> {
          awake.setSpec(Repls.node().named("tired").on("tirednode").suspended().build().getSpec());
          return awake;
        });

    await().until(() -> attempts.get() >= ATTEMPTS);
    assertThat(replicas("tired")).isEqualTo(1);
    saved = true;
    await().until(() -> replicas("tired") == 0);
  }

  @Test
  void aDeletedReplStaysUntilItIsSavedAndItsPodIsGone() {
    Resource<Repl> repl = running("leaving");

    repl.delete();

    await().until(() -> attempts.get() >= ATTEMPTS);
    assertThat(replicas("leaving")).isEqualTo(1);
    assertThat(repl.get()).isNotNull();
    saved = true;
    await().until(() -> replicas("leaving") == 0);
    assertThat(repl.get()).isNotNull();
    client.pods().inNamespace(Repls.NAMESPACE).withName("leaving-pod").delete();
    await().until(() -> repl.get() == null);
  }

  private Resource<Repl> running(String name) {
    Repl wish = Repls.node().named(name).on(name + "node").build();
    wish.getMetadata().setUid(null);
    Resource<Repl> repl = client.resource(wish);
    repl.create();
    Deployment made = await().until(() -> deployment(name), found -> found != null);
    client.resource(podOf(name, made)).create();
    await()
        .untilAsserted(
            () -> assertThat(repl.get().getStatus().state()).isEqualTo(ReplState.RUNNING));
    return repl;
  }

  private static Pod podOf(String name, Deployment deployment) {
    return new PodBuilder(Workloads.pod(true, Workloads.running().withReady(true).build()))
        .editMetadata()
        .withName(name + "-pod")
        .withNamespace(Repls.NAMESPACE)
        .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .endMetadata()
        .build();
  }

  private int replicas(String name) {
    return deployment(name).getSpec().getReplicas();
  }

  private Deployment deployment(String name) {
    return client
        .apps()
        .deployments()
        .inNamespace(Repls.NAMESPACE)
        .withLabel(Labels.INSTANCE, name)
        .list()
        .getItems()
        .stream()
        .findFirst()
        .orElse(null);
  }
}
