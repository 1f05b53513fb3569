package dev.atrium.operator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.dependent.Labels;
import dev.atrium.operator.testing.Repls;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.KubernetesServer;
import io.quarkus.test.kubernetes.client.KubernetesTestServer;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole operator against a mock API server that refuses writes as a real one can't be made to:
 * with conflicts and errors, some times in a row.
 *
 * <p>It cannot prove anything about server-side apply, validation, garbage collection, kubelets or
 * resource versions, none of which the mock has; {@code OperatorKillST}, {@code ApiServerLossST}
 * and {@code OperatorWritesST} do.
 */
@QuarkusTest
@QuarkusTestResource(OperatorServices.class)
@WithKubernetesTestServer
class ApiServerFaultsMockTest {

  private static final Duration A_WHILE = Duration.ofSeconds(60);
  private static final String DEPLOYMENTS =
      "/apis/apps/v1/namespaces/" + Repls.NAMESPACE + "/deployments";
  private static final String SERVICES = "/api/v1/namespaces/" + Repls.NAMESPACE + "/services";

  @KubernetesTestServer KubernetesServer server;
  @Inject KubernetesClient client;

  @ParameterizedTest
  @CsvSource({"contested, 409, Conflict", "forbidden, 403, Forbidden"})
  void refusalsInARowAreToldAndOvercome(String name, int code, String reason) {
    refuse(DEPLOYMENTS, code, reason, 3);
    create(name);

    await()
        .atMost(A_WHILE)
        .untilAsserted(
            () ->
                assertThat(eventsOf(name))
                    .anySatisfy(
                        event -> {
                          assertThat(event.getReason()).isEqualTo(Reason.APPLY_FAILED.value());
                          assertThat(event.getNote()).contains("refused for the test");
                        }));
    awaitStarting(name);
    assertMadeOnce(name);
  }

  @Test
  void anApiServerThatFailsForAMomentIsAskedAgain() {
    refuse(SERVICES, 500, "InternalError", 4);
    create("unlucky");

    awaitStarting("unlucky");
    assertMadeOnce("unlucky");
  }

  private void refuse(String path, int code, String reason, int times) {
    Status status =
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(code)
            .withReason(reason)
            .withMessage("refused for the test")
            .build();
    server.expect().post().withPath(path).andReturn(code, status).times(times);
  }

  private void create(String name) {
    Repl repl = Repls.node().named(name).on(name + "node").build();
    repl.getMetadata().setUid(null);
    client.resource(repl).create();
  }

  private void awaitStarting(String name) {
    await()
        .atMost(A_WHILE)
        .untilAsserted(
            () -> assertThat(status(name).map(ReplStatus::state)).contains(ReplState.STARTING));
  }

  private void assertMadeOnce(String name) {
    var team = Repls.NAMESPACE;
    assertThat(
            client.apps().deployments().inNamespace(team).withLabel(Labels.INSTANCE, name).list())
        .satisfies(list -> assertThat(list.getItems()).hasSize(1));
    assertThat(client.services().inNamespace(team).withLabel(Labels.INSTANCE, name).list())
        .satisfies(list -> assertThat(list.getItems()).hasSize(1));
    assertThat(client.secrets().inNamespace(team).withLabel(Labels.INSTANCE, name).list())
        .satisfies(list -> assertThat(list.getItems()).hasSize(1));
  }

  private Optional<ReplStatus> status(String name) {
    return Optional.ofNullable(
            client.resources(Repl.class).inNamespace(Repls.NAMESPACE).withName(name).get())
        .map(Repl::getStatus);
  }

  private List<Event> eventsOf(String name) {
    return client.resources(Event.class).inNamespace(Repls.NAMESPACE).list().getItems().stream()
        .filter(each -> each.getRegarding().getName().equals(name))
        .toList();
  }
}
