package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplDirectoryTest {

  @TempDir Path temporary;

  @Test
  void epochsGrowEvenWhenTheClockGoesBack() throws Exception {
    var directory = new ReplDirectory(temporary.resolve("abcdefgh"));

    assertThat(directory.nextEpoch(1000)).isEqualTo(1000);
    assertThat(directory.nextEpoch(5)).isEqualTo(1001);
    assertThat(directory.nextEpoch(2000)).isEqualTo(2000);
  }

  @Test
  void itRemembersWhetherItShouldRun() throws Exception {
    var directory = new ReplDirectory(temporary.resolve("abcdefgh"));

    directory.setWanted(true);
    assertThat(directory.isWanted()).isTrue();
    directory.setWanted(false);
    assertThat(directory.isWanted()).isFalse();
  }

  @Test
  void whatAKilledRunnerLeftGoesAtTheNextStart() throws Exception {
    var directory = new ReplDirectory(temporary.resolve("abcdefgh"));
    directory.clearTemporary();
    Path left = Files.createDirectory(directory.temporary().resolve("native"));
    Files.writeString(left.resolve("lib.so"), "unpacked");

    directory.clearTemporary();

    assertThat(directory.temporary()).isEmptyDirectory();
  }
}
