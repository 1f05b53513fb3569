package dev.atrium.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SHELL", "/bin/bash");

  @TempDir Path root;

  @Test
  void theProjectsFileNamesTheCommand() throws IOException {
    write("{\"run\": \"node server.js\", \"later\": 1}");
    assertThat(programs().runCommand()).contains("node server.js");
    assertThat(programs().projectCommand().command())
        .containsExactly("/bin/bash", "-l", "-c", "node server.js");
  }

  @Test
  void theEnginesCommandComesFirst() throws IOException {
    write("{\"run\": \"node server.js\"}");
    assertThat(new Programs(root, Optional.of("make run"), ENVIRONMENT).runCommand())
        .contains("make run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"run\": 5}", "{\"run\": \"  \"}", "{\"start\": \"x\"}"})
  void whatNamesNoCommandNamesNone(String content) throws IOException {
    write(content);
    assertThat(programs().runCommand()).isEmpty();
  }

  @Test
  void anOversizedFileNamesNone() throws IOException {
    write("{\"run\": \"x\", \"padding\": \"" + "x".repeat(64 * 1024) + "\"}");
    assertThat(programs().runCommand()).isEmpty();
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path outside = Files.writeString(root.resolve("outside.json"), "{\"run\": \"x\"}");
    Files.createSymbolicLink(root.resolve("atrium.json"), outside);
    assertThat(programs().runCommand()).isEmpty();
  }

  @Test
  void aFifoIsNotOpened() throws Exception {
    String fifo = root.resolve("atrium.json").toString();
    assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
    assertThat(programs().runCommand()).isEmpty();
  }

  private void write(String content) throws IOException {
    Files.writeString(root.resolve("atrium.json"), content);
  }

  private Programs programs() {
    return new Programs(root, Optional.empty(), ENVIRONMENT);
  }
}
