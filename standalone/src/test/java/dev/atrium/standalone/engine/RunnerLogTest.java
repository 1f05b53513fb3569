package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerLogTest {

  @TempDir Path directory;

  @Test
  void whatARunnerSaysIsKeptWithinBounds() throws Exception {
    var file = directory.resolve("runner.log");
    var log = new RunnerLog(file);
    byte[] much = ("x".repeat(1023) + "\n").repeat(20 << 10).getBytes();

    log.copy(new ByteArrayInputStream(much));
    log.copy(new ByteArrayInputStream("the last words\n\n".getBytes()));

    assertThat(log.lastLine()).isEqualTo("the last words");
    assertThat(Files.size(file)).isLessThanOrEqualTo(5 << 20);
    assertThat(Files.size(directory.resolve("runner.log.1"))).isLessThanOrEqualTo(5 << 20);
    assertThat(Files.list(directory)).hasSize(2);
  }
}
