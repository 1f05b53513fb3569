package dev.atrium.hub.kubernetes;

import static dev.atrium.testing.Patience.await;
import static io.restassured.RestAssured.given;

import dev.atrium.crd.ConditionStatus;
import dev.atrium.crd.ConditionType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplCondition;
import dev.atrium.crd.ReplSpec;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.project.Projects;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/**
 * What the tests of the hub in a cluster share: one boot and a mock of the API server that stores
 * objects. The mock proves what the hub writes and how it takes what it reads. It does not prove
 * that a real API server accepts that: it checks no schema, sets no defaults, counts no
 * generations, and knows no rights.
 */
@QuarkusTestResource(ClusterServices.class)
@WithKubernetesTestServer
abstract class HubAppTest {

  static final String NAMESPACE = "atrium-repls";

  @Inject KubernetesClient kubernetes;
  @Inject HubConfig config;
  @Inject Projects projects;
  @Inject KubernetesEngine engine;

  @AfterEach
  void removeRepls() {
    kubernetes.resources(Repl.class).inAnyNamespace().delete();
    eventually(() -> kubernetes.resources(Repl.class).inAnyNamespace().list().getItems().isEmpty());
  }

  /** A request to the hub, as sent to this authority. */
  static RequestSpecification to(String origin) {
    return given()
        .header("Host", URI.create(origin).getAuthority())
        .header("Accept", "text/html,*/*;q=0.8")
        .redirects()
        .follow(false);
  }

  static RequestSpecification toHub() {
    return to(ClusterServices.HUB);
  }

  static RequestSpecification fromHubsPage() {
    return toHub().header("Origin", ClusterServices.HUB).contentType("application/json");
  }

  /** The cookies of a browser that has signed in. */
  static Map<String, String> signIn() {
    return fromHubsPage()
        .body(Map.of("token", ClusterServices.ADMIN_TOKEN))
        .post("/api/signin")
        .then()
        .statusCode(200)
        .extract()
        .cookies();
  }

  static void eventually(BooleanSupplier condition) {
    await().until(condition::getAsBoolean);
  }

  /** A project that is there for its owner; storage knows nothing of it. */
  String project() {
    String id = projects.reserve("Test", "node", config.person()).id;
    projects.publish(id);
    return id;
  }

  Repl replOf(String project) {
    return kubernetes.resources(Repl.class).inNamespace(NAMESPACE).withName(project).get();
  }

  /** Says of a Repl what the operator would say. */
  void report(Repl repl, ReplState state, Reason reason, String message) {
    var ready =
        new ReplCondition(
            ConditionType.READY.value(),
            state == ReplState.RUNNING ? ConditionStatus.TRUE : ConditionStatus.FALSE,
            reason.value(),
            message,
            "2026-11-21T09:00:00Z",
            1L);
    var now = kubernetes.resource(repl).get();
    now.setStatus(
        new ReplStatus(now.getMetadata().getGeneration(), state, null, null, 1L, List.of(ready)));
    kubernetes.resource(now).updateStatus();
  }

  static Repl repl(String name, String namespace, String project, String owner) {
    var repl = new Repl();
    repl.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    repl.setSpec(
        new ReplSpec(
            project, "node", owner, null, null, null, OperatingMode.RUNNING, null, null, null));
    return repl;
  }
}
