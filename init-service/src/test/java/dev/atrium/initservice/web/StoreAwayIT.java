package dev.atrium.initservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.StorageResource;
import dev.atrium.initservice.archive.Zips;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The S3 server is killed and comes back. */
@QuarkusTest
@QuarkusTestResource(StorageResource.class)
class StoreAwayIT {

  /** A fraction of what the AWS SDK would try for, and much more than what it takes. */
  private static final Duration QUICKLY = Duration.ofSeconds(30);

  @TestHTTPResource("/")
  URI base;

  @Test
  void everyDoorSaysSoQuicklyAndWorksAgainAfterwards() throws Exception {
    StorageClient client = new StorageClient(base);
    String id = client.create("web");
    var another = new CreateProject(StorageClient.newId(), "web", StorageClient.HERE);
    client.runner(id, 1, "open", null);

    StorageResource.killS3();
    try {
      assertUnreachable(() -> client.hub("POST", "/storage/projects", another));
      assertUnreachable(() -> client.hub("GET", "/storage/projects/" + id, null));
      assertUnreachable(() -> client.hub("GET", "/storage/projects/" + id + "/export", null));
      assertUnreachable(() -> client.hub("POST", "/storage/projects/" + id + "/trash", null));
      assertUnreachable(() -> client.runner(id, 2, "open", null));
      assertUnreachable(
          () ->
              client.runner(id, 9, "sign", new SignBatch(List.of(StorageRequest.get("files/a")))));
      var lines = client.importZip(StorageClient.newId(), Zips.of("a.txt", "text"));
      assertThat(lines.getLast().problem().type()).isEqualTo(ProblemType.STORAGE_UNREACHABLE.urn());
    } finally {
      StorageResource.startS3();
    }

    assertThat(client.hub("POST", "/storage/projects", another).statusCode()).isEqualTo(201);
    assertThat(client.runner(id, 3, "open", null).statusCode()).isEqualTo(200);
  }

  private static void assertUnreachable(Call call) throws Exception {
    Instant before = Instant.now();
    var answer = call.send();
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(503);
    assertThat(StorageClient.read(answer, Problem.class).type())
        .isEqualTo(ProblemType.STORAGE_UNREACHABLE.urn());
    assertThat(Duration.between(before, Instant.now())).isLessThan(QUICKLY);
  }

  private interface Call {
    HttpResponse<byte[]> send() throws Exception;
  }
}
