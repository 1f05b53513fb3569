package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTokenTest {

  @TempDir Path directory;

  @Test
  void aReplacedTokenIsReadAgain() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "first\n");
    IdentityToken token = new IdentityToken(file);
    assertThat(token.current()).isEqualTo("first");
    Path next = Files.writeString(directory.resolve("next"), "secon\n");
    Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(token.current()).isEqualTo("secon");
  }

  @Test
  void aMissingFileIsAnUnreachableStore() {
    assertThatThrownBy(() -> new IdentityToken(directory.resolve("none")).current())
        .isInstanceOf(StorageUnreachableException.class);
  }
}
