package dev.atrium.initservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.StorageResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a runner can and cannot do with its signatures, at the real S3 server. */
@QuarkusTest
@QuarkusTestResource(StorageResource.class)
class SignedRequestsIT {

  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SAME_LENGTH = "hellO".getBytes(StandardCharsets.UTF_8);

  @TestHTTPResource("/")
  URI base;

  StorageClient client;
  String id;

  @BeforeEach
  void openProject() throws Exception {
    client = new StorageClient(base);
    id = client.create("web");
    client.runner(id, 10, "open", null);
  }

  @Test
  void aRecordIsCreatedOnce() throws Exception {
    assertThat(client.putAs(id, 10, LogKeys.log(1), BODY)).isEqualTo(200);
    assertThat(client.putAs(id, 10, LogKeys.log(1), SAME_LENGTH)).isEqualTo(412);

    var read = client.send(client.sign(id, 10, StorageRequest.get(LogKeys.log(1))), null);
    assertThat(read.body()).isEqualTo(BODY);
  }

  @Test
  void aPlainFileIsReplacedAndDeleted() throws Exception {
    String key = "files/a dir/ü.txt";
    for (byte[] body : List.of(BODY, SAME_LENGTH)) {
      var put = client.sign(id, 10, StorageRequest.put(key, 5, ContentHash.of(body)));
      assertThat(client.send(put, body).statusCode()).isEqualTo(200);
    }
    var get = client.sign(id, 10, StorageRequest.get(key));
    assertThat(client.send(get, null).body()).isEqualTo(SAME_LENGTH);

    var delete = client.sign(id, 10, StorageRequest.delete(key));
    assertThat(client.send(delete, null).statusCode()).isEqualTo(204);
    assertThat(client.send(get, null).statusCode()).isEqualTo(404);
  }

  @Test
  void anotherBodyThanTheSignedOneIsRefusedByTheStore() throws Exception {
    var request = StorageRequest.create(LogKeys.log(1), 5, ContentHash.of(BODY));

    assertThat(client.send(client.sign(id, 10, request), SAME_LENGTH).statusCode()).isEqualTo(400);
    assertThat(
            client
                .send(client.sign(id, 10, request), "hello!".getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(403);
    assertThat(client.putAs(id, 10, LogKeys.log(1), BODY)).isEqualTo(200);
  }

  @Test
  void theConditionAndTheChecksumCannotBeLeftOut() throws Exception {
    SignedRequest signed =
        client.sign(id, 10, StorageRequest.create(LogKeys.log(1), 5, ContentHash.of(BODY)));

    for (String header : List.of("if-none-match", "x-amz-checksum-sha256")) {
      Map<String, String> fewer = new HashMap<>(signed.headers());
      assertThat(fewer.remove(header)).isNotNull();
      var changed = new SignedRequest(signed.method(), signed.url(), fewer, signed.expiresAt());
      assertThat(client.send(changed, BODY).statusCode()).as(header).isEqualTo(403);
    }
  }

  @Test
  void aSignatureIsForOneKeyAndOneMethod() throws Exception {
    SignedRequest get = client.sign(id, 10, StorageRequest.get("files/index.html"));
    var asDelete = new SignedRequest("DELETE", get.url(), get.headers(), get.expiresAt());
    var otherKey =
        new SignedRequest(
            "GET",
            get.url().replace("files/index.html", "atrium/project"),
            get.headers(),
            get.expiresAt());

    assertThat(client.send(asDelete, null).statusCode()).isEqualTo(403);
    assertThat(client.send(otherKey, null).statusCode()).isEqualTo(403);
    assertThat(client.send(get, null).statusCode()).isEqualTo(200);
  }

  @Test
  void aSignatureLivesTenMinutesAtMost() throws Exception {
    SignedRequest signed = client.sign(id, 10, StorageRequest.get("files/index.html"));

    assertThat(signed.url()).contains("X-Amz-Expires=600");
    assertThat(signed.expiresAt()).isBefore(Instant.now().plus(Duration.ofMinutes(10)));
    assertThat(signed.toString()).doesNotContain("X-Amz");
  }

  @Test
  void aTailIsReadInOrderBehindTheCheckpoint() throws Exception {
    for (int seq = 1; seq <= 12; seq++) {
      client.putAs(id, 10, LogKeys.log(seq), new byte[] {(byte) seq});
    }
    client.putAs(id, 10, LogKeys.checkpoint(10), BODY);

    SeedPlan plan = StorageClient.read(client.runner(id, 11, "open", null), SeedPlan.class);

    assertThat(plan.checkpointSeq()).isEqualTo(10);
    assertThat(client.send(plan.checkpoint(), null).body()).isEqualTo(BODY);
    assertThat(plan.tail()).hasSize(2);
    assertThat(client.send(plan.tail().getFirst(), null).body()).containsExactly(11);
  }

  @Test
  void aNewerRunnerEndsTheOlderOnes() throws Exception {
    assertThat(client.runner(id, 12, "open", null).statusCode()).isEqualTo(200);

    assertProblem(client.runner(id, 10, "sign", oneGet()), ProblemType.EPOCH_SUPERSEDED);
    assertProblem(client.runner(id, 11, "open", null), ProblemType.EPOCH_SUPERSEDED);
    assertThat(client.runner(id, 12, "sign", oneGet()).statusCode()).isEqualTo(200);
    assertThat(client.runner(id, 12, "open", null).statusCode()).isEqualTo(200);
  }

  @Test
  void anEpochThatWasNeverOpenedSignsNothing() throws Exception {
    assertProblem(client.runner(id, 99, "sign", oneGet()), ProblemType.NOT_ALLOWED);
  }

  @Test
  void oneBadRequestRefusesTheBatchAndIsNamed() throws Exception {
    var batch =
        new SignBatch(
            List.of(StorageRequest.get("files/index.html"), StorageRequest.delete(LogKeys.log(1))));

    var answer = client.runner(id, 10, "sign", batch);

    assertProblem(answer, ProblemType.NOT_ALLOWED);
    assertThat(StorageClient.read(answer, Problem.class).field()).isEqualTo("requests[1]");
  }

  @Test
  void aBatchHasABound() throws Exception {
    var many =
        new SignBatch(
            Collections.nCopies(SignBatch.MAX + 1, StorageRequest.get("files/index.html")));

    assertProblem(client.runner(id, 10, "sign", many), ProblemType.TOO_MANY);
  }

  private static SignBatch oneGet() {
    return new SignBatch(List.of(StorageRequest.get("files/index.html")));
  }

  private static void assertProblem(HttpResponse<byte[]> answer, ProblemType type)
      throws Exception {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(type.status());
    assertThat(StorageClient.read(answer, Problem.class).type()).isEqualTo(type.urn());
  }
}
