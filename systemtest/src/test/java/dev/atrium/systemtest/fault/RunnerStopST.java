package dev.atrium.systemtest.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.RunnerProcess;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One runner is told to stop, or finds that nobody is left to tell it. */
@ExtendWith(SharedInstallation.class)
class RunnerStopST {

  /** How long a stop tries to save when nothing else is set ({@code atrium.flush-timeout}). */
  private static final Duration USUAL_BOUND = Duration.ofSeconds(20);

  @TempDir Path volume;

  @Test
  void aStopSavesWhatWasTypedAndTellsEveryWindow(StandaloneInstallation atrium) {
    String project = Person.signIn(atrium).createAsleep("Stopped", "web");
    var runner = new RunnerProcess(atrium, project, volume, Map.of()).start(RunnerProcess.EPOCH);
    try (Window typing = runner.window();
        Window watching = runner.window();
        IndependentS3 s3 = atrium.s3()) {
      write(typing, "last.txt", "typed just before");
      runner.close();
      assertThat(typing.closeCode()).isEqualTo(CloseCode.STOPPING.code());
      assertThat(watching.closeCode()).isEqualTo(CloseCode.STOPPING.code());
      assertThat(s3.file(project, "last.txt")).contains("typed just before");
    }
  }

  @Test
  void anOrphanEndsInTimeAndKeepsWhatItCannotSave(StandaloneInstallation atrium) {
    String project = Person.signIn(atrium).createAsleep("Orphaned", "web");
    var bound = Map.of("ATRIUM_FLUSH_TIMEOUT", "2S");
    var runner = new RunnerProcess(atrium, project, volume, bound).start(RunnerProcess.EPOCH);
    try (Window window = runner.window()) {
      runner.cutOff();
      write(window, "unsaved.txt", "kept here");
    }
    long start = System.nanoTime();
    runner.orphan();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(USUAL_BOUND);
    try (IndependentS3 s3 = atrium.s3()) {
      assertThat(s3.file(project, "unsaved.txt")).isEmpty();
      runner.start(RunnerProcess.EPOCH + 1);
      await().until(() -> s3.file(project, "unsaved.txt").equals(Optional.of("kept here")));
    } finally {
      runner.close();
    }
  }

  private static void write(Window window, String path, String text) {
    window.next(ServerFrame.Loaded.class);
    window.send(new ClientFrame.UpdateContent(1, ProjectPath.of(path), null, text, null));
    window.next(ServerFrame.Updated.class);
  }
}
