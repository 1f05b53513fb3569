package dev.atrium.runner.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.config.RunnerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs that a project's terminals run: the login shell and the Run button's command. */
@ApplicationScoped
public class Programs {

  static final String PROJECT_FILE = "atrium.json";

  private static final int MAX_PROJECT_FILE_BYTES = 64 * 1024;
  private static final int MAX_COMMAND_CHARS = 4096;

  private final Path root;
  private final Optional<String> startCommand;
  private final Map<String, String> environment;

  @Inject
  Programs(RunnerConfig config) {
    this(
        config.root(),
        config.startCommand(),
        ShellEnvironment.of(System.getenv(), System.getProperty("user.home"), config.appPort()));
  }

  Programs(Path root, Optional<String> startCommand, Map<String, String> environment) {
    this.root = root.toAbsolutePath();
    this.startCommand = startCommand;
    this.environment = environment;
  }

  /** What the Run button runs; empty if the project names nothing. */
  public Optional<String> runCommand() {
    return startCommand.or(this::commandOfProjectFile).filter(command -> !command.isBlank());
  }

  Program loginShell() {
    String shell = environment.get("SHELL");
    return new Program(
        Path.of(shell).getFileName().toString(), List.of(shell, "-l"), environment, root);
  }

  /**
   * @throws dev.atrium.api.problem.ProblemException if the project names no command
   */
  Program projectCommand() {
    String command =
        runCommand()
            .orElseThrow(
                () ->
                    ProblemType.INVALID_FIELD.thrownFor(
                        "run",
                        "The project names no command; put {\"run\": \"…\"} into atrium.json."));
    return new Program(
        command, List.of(environment.get("SHELL"), "-l", "-c", command), environment, root);
  }

  /** The project's own command; a file that is no small JSON object with a text names none. */
  private Optional<String> commandOfProjectFile() {
    Path file = root.resolve(PROJECT_FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      JsonNode run = Codec.JSON.readTree(in.readNBytes(MAX_PROJECT_FILE_BYTES)).path("run");
      return Optional.ofNullable(run.textValue())
          .filter(command -> command.length() <= MAX_COMMAND_CHARS);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
