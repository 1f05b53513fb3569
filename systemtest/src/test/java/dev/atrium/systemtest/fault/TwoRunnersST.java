package dev.atrium.systemtest.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.RunnerProcess;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two machines that both believe to have a project, over the real init-service and S3. */
@ExtendWith(SharedInstallation.class)
class TwoRunnersST {

  @TempDir Path volumes;

  @Test
  void theNewerEndsTheOlderAndWhatTheOlderHadAcknowledgedIsKept(StandaloneInstallation atrium)
      throws IOException {
    String project = Person.signIn(atrium).createAsleep("Two machines", "web");
    var older = new RunnerProcess(atrium, project, volumes.resolve("older"), Map.of());
    var newer = new RunnerProcess(atrium, project, volumes.resolve("newer"), Map.of());
    older.start(RunnerProcess.EPOCH);
    write(older, "notes.txt", null, "common");
    try (IndependentS3 s3 = atrium.s3()) {
      await().until(() -> s3.file(project, "notes.txt").equals(Optional.of("common")));
      acknowledgeUnsaved(older);
      newer.start(RunnerProcess.EPOCH + 1);
      write(newer, "notes.txt", etag(newer, "notes.txt"), "of the newer");
      await().until(() -> s3.file(project, "notes.txt").equals(Optional.of("of the newer")));

      endedByTheNewer(older);

      older.close();
      older.start(RunnerProcess.EPOCH + 2);
      assertThat(Files.readString(older.root().resolve("notes.txt"))).isEqualTo("of the newer");
      assertThat(Files.readString(older.root().resolve("only-here.txt"))).isEqualTo("unsaved");
      assertThat(conflictsOf(older)).containsExactly("of the older");
      await().until(() -> s3.file(project, "only-here.txt").equals(Optional.of("unsaved")));
      assertThat(s3.file(project, "notes.txt")).contains("of the newer");
    } finally {
      older.close();
      newer.close();
    }
  }

  private static void acknowledgeUnsaved(RunnerProcess runner) {
    try (Window window = runner.window()) {
      window.next(ServerFrame.Loaded.class);
      runner.cutOff();
      write(runner, "notes.txt", etag(runner, "notes.txt"), "of the older");
      write(runner, "only-here.txt", null, "unsaved");
      window.next(ServerFrame.Saved.class, saved -> saved.storage() == StorageState.UNREACHABLE);
    }
  }

  private static void endedByTheNewer(RunnerProcess older) {
    try (Window window = older.window()) {
      window.next(ServerFrame.Loaded.class);
      older.identify(RunnerProcess.EPOCH);
      assertThat(window.closeCode()).isEqualTo(CloseCode.SUPERSEDED.code());
    }
    var refused = put(older, "late.txt", null, "too late");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(Person.json(refused).get("type").asText())
        .isEqualTo("urn:atrium:problem:epoch-superseded");
  }

  private static List<String> conflictsOf(RunnerProcess runner) throws IOException {
    try (Stream<Path> files = Files.list(runner.root())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("notes (conflict "))
          .map(TwoRunnersST::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private static String etag(RunnerProcess runner, String path) {
    return runner.file("GET", path).send().headers().firstValue("etag").orElseThrow();
  }

  private static void write(RunnerProcess runner, String path, String base, String text) {
    var answer = put(runner, path, base, text);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204);
  }

  private static HttpResponse<String> put(
      RunnerProcess runner, String path, String base, String text) {
    return runner
        .file("PUT", path)
        .header("If-Match", base)
        .header("If-None-Match", base == null ? "*" : null)
        .body("text/plain", text.getBytes())
        .send();
  }
}
