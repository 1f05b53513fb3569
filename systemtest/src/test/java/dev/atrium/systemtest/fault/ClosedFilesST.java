package dev.atrium.systemtest.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.RunnerProcess;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody closes a file to its own owner. */
@ExtendWith(SharedInstallation.class)
class ClosedFilesST {

  @TempDir Path volume;

  @Test
  void whatCannotBeReadIsNamedUntilItIsSaved(StandaloneInstallation atrium) throws Exception {
    String project = Person.signIn(atrium).createAsleep("Closed", "web");
    var runner = new RunnerProcess(atrium, project, volume, Map.of()).withoutRootsRights();
    try (var running = runner.start(RunnerProcess.EPOCH);
        Window window = running.window();
        IndependentS3 s3 = atrium.s3()) {
      window.next(ServerFrame.Loaded.class);
      Path secret = volume.resolve("secret.key");
      Files.writeString(secret, "closed at first");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));

      Files.move(secret, running.root().resolve("secret.key"));

      var told = window.next(ServerFrame.Saved.class, ClosedFilesST::isIncomplete);
      assertThat(told.problem().detail()).startsWith("1 path is closed").contains("secret.key");
      assertThat(s3.file(project, "secret.key")).isEmpty();

      Files.setPosixFilePermissions(
          running.root().resolve("secret.key"), PosixFilePermissions.fromString("rw-------"));

      window.next(
          ServerFrame.Saved.class,
          whole -> whole.storage() == StorageState.OK && whole.saved() == whole.acknowledged());
      await().until(() -> s3.file(project, "secret.key").isPresent());
    }
  }

  private static boolean isIncomplete(ServerFrame.Saved frame) {
    return frame.storage() == StorageState.INCOMPLETE;
  }
}
