package dev.atrium.hub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.hub.ProjectState;
import dev.atrium.api.hub.ProjectView;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplState;
import dev.atrium.hub.project.ProjectViews;
import dev.atrium.hub.storage.InitServiceClient;
import dev.atrium.initservice.StorageClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repls that were made with kubectl; init-service and the database are the real ones. */
@QuarkusTest
class AdoptionMockTest extends HubAppTest {

  @Inject InitServiceClient storage;
  @Inject ProjectViews views;
  @Inject Adoption adoption;

  private final String id = StorageClient.newId();

  @Test
  void appearsAtItsOwnerUnderItsOwnName() {
    bind("team-blue", "admin");

    apply("weather", "team-blue", "admin", ReplState.RUNNING);

    eventually(() -> projects.exists(id));
    ProjectView view = view();
    assertThat(view.name()).isEqualTo("weather");
    assertThat(view.template()).isEqualTo("node");
    assertThat(view.state()).isEqualTo(ProjectState.RUNNING);
    assertThat(view.url()).isEqualTo("http://" + id + ".ide.localhost:18080/");
  }

  @Test
  void staysAsleepWhenItIsDeletedAndIsMadeAgainWhereItBelongs() {
    bind("team-blue", "admin");
    var repl = apply("weather", "team-blue", "admin", ReplState.RUNNING);
    eventually(() -> projects.exists(id));

    kubernetes.resource(repl).delete();
    eventually(() -> view().state() == ProjectState.SUSPENDED);

    engine.start(id);
    var again = kubernetes.resources(Repl.class).inNamespace("team-blue").withName(id).get();
    assertThat(again.getSpec().owner()).isEqualTo("admin");
  }

  @Test
  void whatStorageBindsElsewhereIsNotBelieved() {
    bind("team-blue", "admin");
    apply("stolen", "mallory", "admin", ReplState.RUNNING);
    bindAnother("nobody-we-know");

    adoption.sweep();

    assertThat(projects.exists(id)).isFalse();
  }

  @Test
  void isNoProjectBeforeItsProjectIsThere() {
    apply("early", "team-blue", "admin", ReplState.PENDING);

    adoption.sweep();
    assertThat(projects.exists(id)).isFalse();

    bind("team-blue", "admin");
    report(
        kubernetes.resources(Repl.class).inNamespace("team-blue").withName("early").get(),
        ReplState.STARTING,
        Reason.STARTING,
        "");
    eventually(() -> projects.exists(id));
  }

  private void bind(String namespace, String owner) {
    storage.create(new CreateProject(id, "node", new Binding("test", namespace, owner)));
  }

  /** Somebody's whom the hub does not know. */
  private void bindAnother(String owner) {
    String other = StorageClient.newId();
    storage.create(new CreateProject(other, "node", new Binding("test", "team-blue", owner)));
    var repl = kubernetes.resource(repl("other", "team-blue", other, owner)).create();
    report(repl, ReplState.RUNNING, Reason.RUNNING, "");
    adoption.sweep();
    assertThat(projects.find(other)).isEmpty();
  }

  private Repl apply(String name, String namespace, String owner, ReplState state) {
    var repl = kubernetes.resource(repl(name, namespace, id, owner)).create();
    report(repl, state, Reason.STARTING, "");
    return repl;
  }

  private ProjectView view() {
    List<ProjectView> all = views.of("admin");
    return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }
}
