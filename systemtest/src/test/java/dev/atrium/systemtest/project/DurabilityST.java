package dev.atrium.systemtest.project;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.Evidence;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is killed, an acknowledged edit is there again. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurabilityST {

  private StandaloneInstallation atrium;
  private Person person;
  private String project;
  private String session;

  @BeforeAll
  void openAProject() {
    atrium = StandaloneInstallation.startForAMoment();
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
  void everyAcknowledgedEditSurvivesAKillInTheMiddleOfWriting() {
    URI ide = atrium.ide(project);
    session = person.open(ide);
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    var writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; put(ide, session, "burst-" + i + ".txt", "edit " + i) == 201; i++) {
                acknowledged.add("burst-" + i + ".txt");
              }
            });
    await().until(() -> acknowledged.size() >= 25);
    atrium.killRunner(project);
    writing.handle((done, broken) -> null).join();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(25);
    acknowledged.forEach(path -> awaitFile(path, "edit " + path.replaceAll("\\D", "")));
    String last = acknowledged.getLast();
    awaitInS3(last, "edit " + last.replaceAll("\\D", ""));
  }

  @Test
  void anEditSurvivesTheDeathOfEverything() {
    write("all-killed.txt", "acknowledged before the end");
    atrium.kill();
    atrium.launch();
    person = Person.signIn(atrium);
    person.start(project);
    session = null;
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
    session = null;
    awaitFile("stopped.txt", "acknowledged before the stop");
  }

  private void write(String path, String text) {
    URI ide = atrium.ide(project);
    assertThat(put(ide, person.open(ide), path, text)).isEqualTo(201);
  }

  private static int put(URI ide, String session, String path, String text) {
    return Http.to("PUT", ide.resolve("/api/files/" + path))
        .header("Cookie", session)
        .header("Origin", Person.origin(ide))
        .header("If-None-Match", "*")
        .body("text/plain", text.getBytes())
        .send()
        .statusCode();
  }

  private void awaitFile(String path, String text) {
    URI ide = atrium.ide(project);
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer =
                  Http.get(ide.resolve("/api/files/" + path))
                      .header("Cookie", session == null ? session = person.open(ide) : session)
                      .send();
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              assertThat(answer.body()).isEqualTo(text);
            });
  }

  private void awaitInS3(String path, String text) {
    try (IndependentS3 s3 = atrium.s3()) {
      await().untilAsserted(() -> assertThat(s3.file(project, path)).contains(text));
    }
  }
}
