package dev.atrium.initservice.app;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.initservice.StorageClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** init-service on its own, as a cluster runs it, with the real S3 server. */
@QuarkusTest
@QuarkusTestResource(AppServices.class)
class AppIT {

  @TestHTTPResource("/")
  URI base;

  StorageClient client;

  @BeforeEach
  void connect() throws Exception {
    client = new StorageClient(base);
    AppServices.mountKeys();
  }

  @AfterEach
  void unmount() throws Exception {
    AppServices.unmountKeys();
  }

  @Test
  void makesItsBucketAndKeepsProjectsInIt() throws Exception {
    awaitReady(200);

    assertThat(client.create("node")).isNotEmpty();
  }

  @Test
  void waitsForTheKeysAndTakesThemWhenTheyAreMounted() throws Exception {
    awaitReady(200);
    AppServices.unmountKeys();

    assertThat(get("/q/health/ready")).satisfies(answer -> assertDown(answer, "keys"));
    assertThat(create().statusCode()).isEqualTo(503);

    AppServices.mountKeys();
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(create().statusCode()).isEqualTo(201);
  }

  @Test
  void isAliveAndNotReadyWhileTheObjectStoreIsAway() throws Exception {
    awaitReady(200);
    AppServices.s3.kill();
    try {
      awaitReady(503);
      assertThat(get("/q/health/ready")).satisfies(answer -> assertDown(answer, "bucket"));
      assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    } finally {
      AppServices.s3.start();
    }
    awaitReady(200);
  }

  @Test
  void isMeasured() throws Exception {
    get("/q/health/live");

    assertThat(new String(get("/q/metrics").body())).contains("http_server_", "jvm_memory_");
  }

  @Test
  void asksEverybodyForAToken() throws Exception {
    assertThat(get("/storage/templates").statusCode()).isEqualTo(401);
  }

  private HttpResponse<byte[]> create() throws Exception {
    var wish = new CreateProject(StorageClient.newId(), "web", StorageClient.HERE);
    return client.send(
        "POST",
        "/storage/projects",
        StorageClient.operatorToken(),
        BodyPublishers.ofByteArray(Codec.JSON.writeValueAsBytes(wish)));
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return client.send("GET", path, null, BodyPublishers.noBody());
  }

  private void awaitReady(int status) {
    await().untilAsserted(() -> assertThat(get("/q/health/ready").statusCode()).isEqualTo(status));
  }

  private static void assertDown(HttpResponse<byte[]> answer, String check) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(503);
    for (var found : Codec.JSON.readTree(answer.body()).get("checks")) {
      if (found.get("name").asText().equals(check)) {
        assertThat(found.get("status").asText()).isEqualTo("DOWN");
        assertThat(found.at("/data/problem").asText()).isNotBlank();
        return;
      }
    }
    throw new AssertionError("No check " + check);
  }
}
