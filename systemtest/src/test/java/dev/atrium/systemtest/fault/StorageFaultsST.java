package dev.atrium.systemtest.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The object store dies or hangs, at every moment at which somebody needs it. */
@ExtendWith(SharedInstallation.class)
class StorageFaultsST {

  private StandaloneInstallation atrium;
  private Person person;
  private ProcessHandle hung;

  @BeforeEach
  void signIn(StandaloneInstallation installation) {
    atrium = installation;
    person = Person.signIn(atrium);
  }

  @AfterEach
  void wake() {
    if (hung != null) {
      StandaloneInstallation.signal("CONT", hung);
      hung = null;
    }
  }

  @Test
  void aCreateSaysThatTheStoreIsAwayAndLeavesNoHalfProject() {
    List<String> before = person.projects();
    hang();
    var answer =
        person
            .hub("POST", "/api/projects")
            .json("{\"name\":\"Never\",\"template\":\"web\"}")
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(Person.json(answer).get("type").asText())
        .isEqualTo("urn:atrium:problem:storage-unreachable");
    wake();
    assertThat(person.projects()).containsExactlyInAnyOrderElementsOf(before);
    person.createProject("After all", "web");
  }

  @Test
  void aColdStartWaitsForTheStoreAndGoesOnByItself() {
    String cold = person.createAsleep("Cold", "web");
    atrium.forget(cold);
    hang();
    person.hub("POST", "/api/projects/" + cold + "/start").send();
    await()
        .during(Duration.ofSeconds(4))
        .until(() -> person.project(cold).get("state").asText(), "STARTING"::equals);
    wake();
    person.awaitState(cold, "RUNNING");
    assertThat(read(cold, "index.html")).isEqualTo(200);
  }

  @Test
  void editsAreTakenWhileTheStoreHangsAndSavedWhenItIsBack() {
    String project = openProject();
    URI ide = atrium.ide(project);
    try (Window window = Window.open(ide, person.open(ide));
        IndependentS3 s3 = atrium.s3()) {
      window.next(ServerFrame.Loaded.class);
      hang();
      window.send(create(1, "hung.txt", "while it hung"));
      long seq = window.next(ServerFrame.Updated.class).seq();
      var lagging =
          window.next(
              ServerFrame.Saved.class, saved -> saved.storage() == StorageState.UNREACHABLE);
      assertThat(lagging.saved()).isLessThan(seq);
      assertThat(lagging.problem().detail()).contains("kept on this machine");
      wake();
      window.next(
          ServerFrame.Saved.class,
          saved -> saved.storage() == StorageState.OK && saved.saved() >= seq);
      await().until(() -> s3.file(project, "hung.txt").equals(Optional.of("while it hung")));
    }
  }

  @Test
  void aKilledStoreIsStartedAgainAndNothingIsMissed() {
    String project = openProject();
    URI ide = atrium.ide(project);
    try (Window window = Window.open(ide, person.open(ide));
        IndependentS3 s3 = atrium.s3()) {
      window.next(ServerFrame.Loaded.class);
      atrium.objectStore().destroyForcibly();
      window.send(create(2, "killed.txt", "while it was dead"));
      long seq = window.next(ServerFrame.Updated.class).seq();
      window.next(ServerFrame.Saved.class, saved -> saved.saved() >= seq);
      await().until(() -> s3.file(project, "killed.txt").equals(Optional.of("while it was dead")));
    }
    person.createProject("After the kill", "web");
  }

  private String openProject() {
    String project = person.createProject("Edited", "web");
    person.start(project);
    return project;
  }

  private void hang() {
    hung = atrium.objectStore();
    StandaloneInstallation.signal("STOP", hung);
  }

  private int read(String id, String path) {
    URI ide = atrium.ide(id);
    return Http.get(ide.resolve("/api/files/" + path))
        .header("Cookie", person.open(ide))
        .send()
        .statusCode();
  }

  private static ClientFrame create(int id, String path, String text) {
    return new ClientFrame.UpdateContent(id, ProjectPath.of(path), null, text, null);
  }
}
