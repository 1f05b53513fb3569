package dev.atrium.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.standalone.objectstore.ObjectStoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path temporary;

  @Test
  void onlyItsOwnerEnters() throws Exception {
    Path open = Files.createDirectory(temporary.resolve("home"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(mode(Home.open(open).directory())).isEqualTo("rwx------");
    assertThat(mode(Home.open(temporary.resolve("new/home")).directory())).isEqualTo("rwx------");
  }

  @Test
  void secretsAreForTheirOwnerAndStay() throws Exception {
    Path file = temporary.resolve("keys/secret");

    assertThat(SecretFile.readOrCreate(file, () -> "one")).isEqualTo("one");
    assertThat(SecretFile.readOrCreate(file, () -> "two")).isEqualTo("one");
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void theStoresCredentialsStayTheSame() throws Exception {
    Path file = temporary.resolve("s3.json");

    var first = ObjectStoreSettings.load(file);
    var second = ObjectStoreSettings.load(file);

    assertThat(second.accessKey()).isEqualTo(first.accessKey());
    assertThat(second.secretKey()).isEqualTo(first.secretKey());
    assertThat(first.toString()).doesNotContain(first.secretKey());
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void whoHasTheLockSaysWhereItServes() throws Exception {
    Path file = temporary.resolve("lock");

    try (var lock = HomeLock.take(file, "http://localhost:8080").orElseThrow()) {
      assertThat(HomeLock.holder(file)).isEqualTo("http://localhost:8080");
    }
    try (var again = HomeLock.take(file, "http://localhost:9090").orElseThrow()) {
      assertThat(HomeLock.holder(file)).isEqualTo("http://localhost:9090");
    }
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
