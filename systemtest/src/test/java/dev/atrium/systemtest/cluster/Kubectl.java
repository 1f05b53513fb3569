package dev.atrium.systemtest.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** kubectl and helm as a person types them, on one cluster. */
final class Kubectl {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Where {@code cluster/build} puts the versions that fit the native cluster. */
  private static final Path BUILT =
      Path.of(
          System.getenv()
              .getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"),
          "atrium/cluster/bin");

  private final Path kubeconfig;

  Kubectl(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** What a command came to. */
  record Outcome(int code, String output, String errors) {

    /** What it printed, if it succeeded. */
    String orFail() {
      if (code != 0) {
        throw new AssertionError("exit code " + code + ": " + errors + output);
      }
      return output;
    }
  }

  /** Runs kubectl, which must succeed, and returns what it printed. */
  String run(String... arguments) {
    return tryRun(arguments).orFail();
  }

  /** Runs kubectl, whatever comes of it. */
  Outcome tryRun(String... arguments) {
    return execute("kubectl", "", arguments);
  }

  /** Applies a manifest; a refusal is an outcome as well. */
  Outcome apply(String namespace, String manifest) {
    return execute("kubectl", manifest, "apply", "--namespace", namespace, "--filename", "-");
  }

  /** Runs helm, which must succeed, and returns what it printed. */
  String helm(String... arguments) {
    return tryHelm(arguments).orFail();
  }

  /** Runs helm, whatever comes of it. */
  Outcome tryHelm(String... arguments) {
    return execute("helm", "", arguments);
  }

  /**
   * A command of kubectl that goes on until it is destroyed, such as {@code port-forward}.
   *
   * @param output the file that gets what it prints
   */
  Process start(Path output, String... arguments) {
    try {
      return command("kubectl", arguments)
          .redirectOutput(output.toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Outcome execute(String program, String input, String... arguments) {
    try {
      Path output = Files.createTempFile("atrium-st-", ".out");
      Path errors = Files.createTempFile("atrium-st-", ".err");
      Process process =
          command(program, arguments)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      try (var standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      }
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      var outcome =
          new Outcome(
              ended ? process.exitValue() : -1, Files.readString(output), Files.readString(errors));
      Files.delete(output);
      Files.delete(errors);
      return outcome;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private ProcessBuilder command(String program, String... arguments) {
    Path built = BUILT.resolve(program);
    List<String> command = new ArrayList<>();
    command.add(Files.isExecutable(built) ? built.toString() : program);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return builder;
  }
}
