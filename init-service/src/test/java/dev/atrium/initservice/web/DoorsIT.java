package dev.atrium.initservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.StorageResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who passes which door: the hub, the operator, a project's own runner, and nobody else. */
@QuarkusTest
@QuarkusTestResource(StorageResource.class)
class DoorsIT {

  private static final List<String> HUB_OR_OPERATOR = List.of("POST ", "GET /{id}");
  private static final List<String> HUB_ONLY =
      List.of(
          "GET /../templates",
          "GET /{id}/export",
          "DELETE /{id}",
          "POST /{id}/trash",
          "POST /{id}/restore",
          "POST /{id}/import");
  private static final List<String> RUNNER_ONLY = List.of("POST /{id}/open", "POST /{id}/sign");

  @TestHTTPResource("/")
  URI base;

  StorageClient client;
  String id;

  @BeforeEach
  void create() throws Exception {
    client = new StorageClient(base);
    id = client.create("web");
  }

  @Test
  void everyDoorAsksForAToken() throws Exception {
    for (String door : all().toList()) {
      assertProblem(door, knock(door, null), ProblemType.NOT_SIGNED_IN);
      assertProblem(door, knock(door, "x.y.z"), ProblemType.NOT_SIGNED_IN);
    }
  }

  @Test
  void aDoorWithoutAGuardIsShut() throws Exception {
    for (String token : new String[] {null, StorageClient.hubToken()}) {
      assertProblem("forgotten", knock("GET /../forgotten", token), ProblemType.NOT_ALLOWED);
    }
  }

  @Test
  void aRunnerPassesTheDoorsOfItsOwnProjectOnly() throws Exception {
    String runner = StorageClient.runnerToken(id, 10);
    for (String door : Stream.concat(HUB_OR_OPERATOR.stream(), HUB_ONLY.stream()).toList()) {
      assertProblem(door, knock(door, runner), ProblemType.NOT_ALLOWED);
    }
    String other = StorageClient.runnerToken(client.create("web"), 10);
    for (String door : RUNNER_ONLY) {
      assertProblem(door, knock(door, other), ProblemType.NOT_ALLOWED);
    }
    assertThat(knock("POST /{id}/open", runner).statusCode()).isEqualTo(200);
  }

  @Test
  void theHubSignsNothing() throws Exception {
    for (String door : RUNNER_ONLY) {
      assertProblem(door, knock(door, StorageClient.hubToken()), ProblemType.NOT_ALLOWED);
    }
  }

  @Test
  void theOperatorMakesSureThatAProjectIsThereAndDoesNothingElse() throws Exception {
    String operator = StorageClient.operatorToken();
    for (String door : Stream.concat(HUB_ONLY.stream(), RUNNER_ONLY.stream()).toList()) {
      assertProblem(door, knock(door, operator), ProblemType.NOT_ALLOWED);
    }
    String mine = StorageClient.newId();
    byte[] body = Codec.JSON.writeValueAsBytes(new CreateProject(mine, "web", StorageClient.HERE));

    for (int expected : new int[] {201, 200}) {
      var made =
          client.send("POST", "/storage/projects", operator, BodyPublishers.ofByteArray(body));
      assertThat(made.statusCode()).isEqualTo(expected);
    }
    assertThat(knock("GET /{id}", operator).statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> knock(String door, String token) throws Exception {
    String[] parts = door.replace("{id}", id).split(" ", 2);
    String path = URI.create("/storage/projects" + parts[1]).normalize().toString();
    return client.send(parts[0], path, token, BodyPublishers.noBody());
  }

  private static Stream<String> all() {
    return Stream.of(HUB_OR_OPERATOR, HUB_ONLY, RUNNER_ONLY).flatMap(List::stream);
  }

  private static void assertProblem(String door, HttpResponse<byte[]> answer, ProblemType type)
      throws Exception {
    assertThat(answer.statusCode()).as(door).isEqualTo(type.status());
    assertThat(StorageClient.read(answer, Problem.class).type()).as(door).isEqualTo(type.urn());
  }
}
