package dev.atrium.api.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalTest {

  @TempDir Path temporary;

  @Test
  void linksAreRemovedAndNotWhatTheyPointTo() throws Exception {
    var outside = Files.writeString(temporary.resolve("outside"), "kept");
    var directory = Files.createDirectories(temporary.resolve("directory"));
    Files.createDirectories(directory.resolve("deep/er"));
    Files.createSymbolicLink(directory.resolve("file-link"), outside);
    Files.createSymbolicLink(directory.resolve("directory-link"), temporary);

    Removal.of(directory);
    Removal.of(directory);

    assertThat(directory).doesNotExist();
    assertThat(outside).hasContent("kept");
  }

  /** Root could empty them in any case; the mode is what everybody else needs. */
  @ParameterizedTest
  @ValueSource(strings = {"r-xr-xr-x", "---------"})
  void whatIsClosedIsRemovedToo(String mode) throws Exception {
    var directory = Files.createDirectories(temporary.resolve("directory/closed/deep"));
    Files.writeString(directory.resolve("file"), "gone");
    Files.setPosixFilePermissions(directory.getParent(), PosixFilePermissions.fromString(mode));

    Removal.of(temporary.resolve("directory"));

    assertThat(temporary.resolve("directory")).doesNotExist();
  }
}
