package dev.atrium.runner.sync;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.StorageState;
import dev.atrium.runner.storage.FaultyStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody closes a file to its own owner. */
class ClosedFilesIT {

  @TempDir Path directory;

  private FaultyStorage s3;
  private Workspace here;

  @BeforeEach
  void open() throws IOException {
    s3 = new FaultyStorage();
    here = new Workspace(s3, directory.resolve("here"));
  }

  @AfterEach
  void close() {
    here.close();
    s3.close();
  }

  @Test
  void whatCannotBeReadIsNamedUntilItIsSaved() throws Exception {
    here.start(1);
    Path secret = Files.writeString(directory.resolve("secret.key"), "closed at first");
    setMode(secret, "---------");
    assumeThat(Files.isReadable(secret)).as("root reads everything").isFalse();

    Files.move(secret, here.root.resolve("secret.key"));

    await().until(() -> here.engine.saved().storage() == StorageState.INCOMPLETE);
    assertThat(here.engine.saved().problem().detail())
        .startsWith("1 path is closed")
        .contains("secret.key");

    setMode(here.root.resolve("secret.key"), "rw-------");

    await().until(() -> here.engine.saved().storage() == StorageState.OK);
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(here.savedTree().get(ProjectPath.of("secret.key")).hash())
        .isEqualTo(Workspace.hash("closed at first"));
  }

  private static void setMode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
