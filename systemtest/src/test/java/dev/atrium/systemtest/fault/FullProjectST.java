package dev.atrium.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.RawHttp;
import dev.atrium.systemtest.installation.RunnerProcess;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A runner with a small quota and a small bound for uploads. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullProjectST {

  private static final int QUOTA = 300_000;
  private static final int MAX_UPLOAD = 200_000;

  private RunnerProcess runner;

  @BeforeAll
  void start(StandaloneInstallation atrium, @TempDir Path volume) {
    String project = Person.signIn(atrium).createAsleep("Small", "web");
    var limits =
        Map.of(
            "ATRIUM_QUOTA_BYTES", String.valueOf(QUOTA),
            "ATRIUM_MAX_UPLOAD_BYTES", String.valueOf(MAX_UPLOAD));
    runner = new RunnerProcess(atrium, project, volume, limits).start(RunnerProcess.EPOCH);
  }

  @AfterAll
  void stop() {
    runner.close();
  }

  @Test
  void whatDoesNotFitIsRefusedAndWhatIsThereStays() {
    assertThat(put("first.bin", 180_000).statusCode()).isEqualTo(201);
    problem(put("second.bin", 180_000), 507, "out-of-space");
    assertThat(runner.file("GET", "first.bin").send().body()).hasSize(180_000);
    assertThat(runner.file("GET", "second.bin").send().statusCode()).isEqualTo(404);
    assertThat(runner.file("DELETE", "first.bin").header("If-Match", "*").send().statusCode())
        .isIn(200, 204);
    assertThat(put("second.bin", 180_000).statusCode()).isEqualTo(201);
    assertThat(runner.file("DELETE", "second.bin").header("If-Match", "*").send().statusCode())
        .isIn(200, 204);
  }

  @Test
  void tooLargeAnUploadIsRefusedBeforeItsBodyComes() {
    var answer =
        RawHttp.send(
            runner
                .file("PUT", "large.bin")
                .header("If-None-Match", "*")
                .head("Content-Length: 2000000000"));
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:atrium:problem:too-large");
  }

  @Test
  void anUploadOfUnknownLengthEndsAtTheBound() {
    var request =
        runner
            .file("PUT", "endless.bin")
            .header("If-None-Match", "*")
            .head("Transfer-Encoding: chunked");
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    assertThat(RawHttp.send(request, chunk, 8)).startsWith("HTTP/1.1 413 ");
    assertThat(runner.file("GET", "endless.bin").send().statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> put(String path, int bytes) {
    return runner
        .file("PUT", path)
        .header("If-None-Match", "*")
        .body("application/octet-stream", "x".repeat(bytes).getBytes())
        .send();
  }

  private static void problem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Person.json(answer).get("type").asText()).isEqualTo("urn:atrium:problem:" + type);
  }
}
