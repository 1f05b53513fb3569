package dev.atrium.initservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.api.storage.TemplateInfo;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.StorageResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StorageResource.class)
class ProjectLifecycleIT {

  @TestHTTPResource("/")
  URI base;

  StorageClient client;

  @BeforeEach
  void connect() {
    client = new StorageClient(base);
  }

  @Test
  void listsTheTemplates() throws Exception {
    var templates =
        StorageClient.read(client.hub("GET", "/storage/templates", null), TemplateInfo[].class);

    assertThat(templates).extracting(TemplateInfo::name).contains("node");
  }

  @Test
  void aNewProjectIsReadFromCheckpointZeroAndHasNoTail() throws Exception {
    String id = client.create("node");

    SeedPlan plan = StorageClient.read(client.runner(id, 7, "open", null), SeedPlan.class);

    assertThat(plan.epoch()).isEqualTo(7);
    assertThat(plan.checkpointSeq()).isZero();
    assertThat(plan.tail()).isEmpty();
    Checkpoint checkpoint =
        Codec.CBOR.readValue(client.send(plan.checkpoint(), null).body(), Checkpoint.class);
    assertThat(checkpoint.entries())
        .anySatisfy(entry -> assertThat(entry.path()).hasToString("README.md"))
        .noneSatisfy(entry -> assertThat(entry.path()).hasToString("template.json"));
    assertThat(checkpoint.unprojected()).isEmpty();
  }

  @Test
  void aNewProjectsFilesArePlainObjectsToo() throws Exception {
    String id = client.create("node");
    client.runner(id, 1, "open", null);

    var readme = client.sign(id, 1, StorageRequest.get("files/README.md"));

    assertThat(new String(client.send(readme, null).body())).startsWith("# ");
  }

  @Test
  void creatingItAgainFromTheSamePlaceIsNoError() throws Exception {
    var request = new CreateProject(StorageClient.newId(), "node", StorageClient.HERE);

    var first = client.hub("POST", "/storage/projects", request);
    var second = client.hub("POST", "/storage/projects", request);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(StorageClient.read(second, StoredProject.class))
        .isEqualTo(StorageClient.read(first, StoredProject.class));
  }

  @Test
  void anotherPlaceCannotHaveTheSameProject() throws Exception {
    String id = client.create("node");
    var elsewhere = new Binding("local", "local", "mallory");

    assertProblem(
        client.hub("POST", "/storage/projects", new CreateProject(id, "node", elsewhere)),
        ProblemType.PROJECT_IN_USE);
  }

  @Test
  void badFieldsAreNamed() throws Exception {
    assertField(new CreateProject("Not-An-Id", "node", StorageClient.HERE), "id");
    assertField(new CreateProject(StorageClient.newId(), "node", null), "binding");
    assertField(
        new CreateProject(StorageClient.newId(), "node", new Binding("local", " ", "ann")),
        "namespace");
  }

  @Test
  void anUnknownTemplateIsAProblemOfItsOwnThatNamesTheOthers() throws Exception {
    for (String name : Arrays.asList("cobol", "../node", "", null)) {
      var request = new CreateProject(StorageClient.newId(), name, StorageClient.HERE);

      var answer = client.hub("POST", "/storage/projects", request);

      assertProblem(answer, ProblemType.UNKNOWN_TEMPLATE);
      Problem problem = StorageClient.read(answer, Problem.class);
      assertThat(problem.field()).isEqualTo("template");
      assertThat(problem.detail()).contains("node", "python");
    }
  }

  @Test
  void theTrashClosesAProjectUntilItIsRestored() throws Exception {
    String id = client.create("node");
    client.runner(id, 1, "open", null);
    String path = "/storage/projects/" + id;

    assertThat(
            StorageClient.read(client.hub("POST", path + "/trash", null), StoredProject.class)
                .trashedAt())
        .isNotNull();
    assertProblem(client.runner(id, 2, "open", null), ProblemType.PROJECT_TRASHED);
    assertProblem(
        client.runner(
            id,
            1,
            "sign",
            new dev.atrium.api.storage.SignBatch(
                java.util.List.of(StorageRequest.get("files/README.md")))),
        ProblemType.PROJECT_TRASHED);

    client.hub("POST", path + "/restore", null);
    assertThat(client.runner(id, 3, "open", null).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyATrashedProjectIsDeletedAndThenNothingOfItIsLeft() throws Exception {
    String id = client.create("node");
    String path = "/storage/projects/" + id;

    assertProblem(client.hub("DELETE", path, null), ProblemType.NOT_ALLOWED);
    client.hub("POST", path + "/trash", null);
    assertThat(client.hub("DELETE", path, null).statusCode()).isEqualTo(204);

    assertProblem(client.hub("GET", path, null), ProblemType.NOT_FOUND);
    assertProblem(client.runner(id, 1, "open", null), ProblemType.NOT_FOUND);
    assertProblem(client.hub("DELETE", path, null), ProblemType.NOT_FOUND);
  }

  @Test
  void bodiesThatAreNoJsonAreProblems() throws Exception {
    var answer =
        client.send(
            "POST",
            "/storage/projects",
            StorageClient.hubToken(),
            java.net.http.HttpRequest.BodyPublishers.ofString("{"));

    assertProblem(answer, ProblemType.MALFORMED_REQUEST);
  }

  private void assertField(CreateProject request, String field) throws Exception {
    var answer = client.hub("POST", "/storage/projects", request);
    assertProblem(answer, ProblemType.INVALID_FIELD);
    assertThat(StorageClient.read(answer, Problem.class).field()).isEqualTo(field);
  }

  private static void assertProblem(HttpResponse<byte[]> answer, ProblemType type)
      throws Exception {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(type.status());
    assertThat(answer.headers().firstValue("content-type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(StorageClient.read(answer, Problem.class).type()).isEqualTo(type.urn());
  }
}
