package dev.atrium.systemtest.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is killed, an acknowledged edit is there again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurabilityST {

  private StandaloneInstallation atrium;
  private Person person;
  private String project;

  @BeforeAll
  void openAProject() {
    atrium = StandaloneInstallation.start();
    person = Person.signIn(atrium);
    project = person.createProject("Durable", "node");
    person.start(project);
  }

  @AfterAll
  void stop() {
    atrium.close();
  }

  @Test
  void anEditSurvivesTheRunnersDeathAndReachesS3() {
    write("killed.txt", "acknowledged before the kill");
    atrium.killRunner(project);
    awaitFile("killed.txt", "acknowledged before the kill");
    awaitInS3("killed.txt", "acknowledged before the kill");
  }

  @Test
  void anEditSurvivesTheDeathOfEverything() {
    write("all-killed.txt", "acknowledged before the end");
    atrium.kill();
    atrium.launch();
    person = Person.signIn(atrium);
    person.start(project);
    awaitFile("all-killed.txt", "acknowledged before the end");
    awaitInS3("all-killed.txt", "acknowledged before the end");
  }

  @Test
  void aStopFlushesAndLeavesNoProcessBehind() {
    write("stopped.txt", "acknowledged before the stop");
    List<ProcessHandle> processes = atrium.processes();
    atrium.stop();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    atrium.launch();
    person = Person.signIn(atrium);
    awaitInS3("stopped.txt", "acknowledged before the stop");
    person.start(project);
    awaitFile("stopped.txt", "acknowledged before the stop");
  }

  private void write(String path, String text) {
    URI ide = atrium.ide(project);
    var answer =
        Http.to("PUT", ide.resolve("/api/files/" + path))
            .header("Cookie", person.open(ide))
            .header("Origin", Person.origin(ide))
            .header("If-None-Match", "*")
            .body("text/plain", text.getBytes())
            .send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private void awaitFile(String path, String text) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              URI ide = atrium.ide(project);
              HttpResponse<String> answer =
                  Http.get(ide.resolve("/api/files/" + path))
                      .header("Cookie", person.open(ide))
                      .send();
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              assertThat(answer.body()).isEqualTo(text);
            });
  }

  private void awaitInS3(String path, String text) {
    try (IndependentS3 s3 = atrium.s3()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(s3.file(project, path)).contains(text));
    }
  }
}
