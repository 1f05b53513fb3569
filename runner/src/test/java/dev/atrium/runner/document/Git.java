package dev.atrium.runner.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real git in a workspace's project, with nothing of this machine's or person's settings. */
final class Git {

  private final Path project;
  private final Path home;

  /**
   * @param directory the workspace's
   */
  Git(Path directory) throws IOException {
    this.project = directory.resolve("project");
    this.home = Files.createDirectories(directory.resolve("home"));
  }

  /** Runs a command to its end, which must be a good one. */
  void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Path output = home.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CONFIG_HOME", home.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "Ann");
      builder.environment().put("GIT_" + who + "_EMAIL", "ann@example.org");
    }
    Process git = builder.start();
    assertThat(git.waitFor(Patience.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(git.exitValue()).as(() -> command + ": " + read(output)).isZero();
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
