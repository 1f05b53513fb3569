package dev.atrium.standalone.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.hub.NewProject;
import dev.atrium.api.hub.RenameProject;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.person.Person;
import dev.atrium.hub.project.Project;
import dev.atrium.hub.project.ProjectLifecycle;
import dev.atrium.standalone.engine.EngineConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectsIT extends HubTest {

  @Inject ReplEngine engine;
  @Inject EngineConfig engines;
  @Inject ProjectLifecycle lifecycle;

  @BeforeEach
  void enter() throws Exception {
    signIn();
  }

  @Test
  void badInputIsAProblemThatNamesTheField() throws Exception {
    for (String name : new String[] {null, "", "   ", "a\nb", "x".repeat(61)}) {
      assertThat(create(name, "node").status()).isEqualTo(400);
      assertThat(create(name, "node").body()).contains("invalid-field", "\"field\":\"name\"");
    }
    assertThat(create("fine", null).body()).contains("\"field\":\"template\"");
    assertThat(call(HttpMethod.POST, "/api/projects", Buffer.buffer("{\"name\":")).body())
        .contains("malformed-request");
    assertThat(call(HttpMethod.POST, "/api/projects/import?name=%20", Buffer.buffer("x")).body())
        .contains("invalid-field", "\"field\":\"name\"");
  }

  @Test
  void withoutStorageNoHalfProjectStaysVisibleOrRuns() throws Exception {
    var before = browser.get(hub("/api/projects")).body();

    var answer = create("\uD83C\uDF33".repeat(60), "node");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("storage-unreachable");
    assertThat(browser.get(hub("/api/projects")).body()).isEqualTo(before);
    for (var left : projects.abandoned(Instant.now().plusSeconds(60))) {
      assertThat(engine.status(left.id).state()).isEqualTo(ReplState.SUSPENDED);
      assertThat(engines.repls().resolve(left.id)).doesNotExist();
    }
  }

  @Test
  void anOwnerRenamesAndNobodyElseSeesIt() throws Exception {
    String id = project(Person.LOCAL);

    var renamed =
        call(HttpMethod.PATCH, "/api/projects/" + id, new RenameProject("  A better name "));

    assertThat(renamed.status()).isEqualTo(200);
    assertThat(browser.get(hub("/api/projects/" + id)).body())
        .contains("\"name\":\"A better name\"", "\"state\":\"SUSPENDED\"");
    people.ensure("eve", "Eve");
    browser.get(codes.address("eve"));
    assertThat(browser.get(hub("/api/projects")).body()).isEqualTo("[]");
    assertThat(call(HttpMethod.POST, "/api/projects/" + id + "/start", null).status())
        .isEqualTo(404);
    projects.forget(id);
  }

  @Test
  void whatIsNotInTheTrashIsNotDeleted() throws Exception {
    String id = project(Person.LOCAL);

    assertThat(call(HttpMethod.DELETE, "/api/projects/" + id, null).status()).isEqualTo(409);
    assertThat(browser.get(hub("/api/projects/" + id)).status()).isEqualTo(200);
    projects.forget(id);
  }

  @Test
  void theTrashLetsGoAfterAWeekAndNotBeforeStorageHas() throws Exception {
    String young = project(Person.LOCAL);
    String old = project(Person.LOCAL);
    projects.trash(young);
    trashedAt(old, Instant.now().minus(config.trashRetention()));

    assertThat(projects.toPurge()).extracting(project -> project.id).containsExactly(old);
    var due = projects.toPurge().getFirst();
    assertThatThrownBy(() -> lifecycle.purge(due))
        .isInstanceOfSatisfying(
            ProblemException.class,
            away -> assertThat(away.type()).isEqualTo(ProblemType.STORAGE_UNREACHABLE));
    assertThat(browser.get(hub("/api/projects/" + old)).body()).contains("TRASHED");
    projects.forget(young);
    projects.forget(old);
  }

  @Test
  void withoutASignInEveryDoorIsShut() throws Exception {
    call(HttpMethod.POST, "/signout", null);

    for (String path :
        new String[] {"/api/me", "/api/projects", "/api/templates", "/api/projects/events"}) {
      assertThat(browser.get(hub(path)).status()).isEqualTo(401);
    }
    assertThat(create("fine", "node").status()).isEqualTo(401);
    assertThat(call(HttpMethod.POST, "/api/projects/import?name=x", Buffer.buffer("x")).status())
        .isEqualTo(401);
  }

  private static void trashedAt(String id, Instant when) {
    QuarkusTransaction.requiringNew()
        .run(() -> Project.update("trashedAt = ?1 where id = ?2", when, id));
  }

  private Browser.Answer create(String name, String template) throws Exception {
    return call(HttpMethod.POST, "/api/projects", new NewProject(name, template));
  }
}
