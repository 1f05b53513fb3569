package dev.atrium.standalone.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a runner is called. */
final class RunnerCommand {

  /** Prefix of a runner that lets everything else go first. */
  private static final List<String> PATIENTLY = List.of("nice", "-n", "19");

  private RunnerCommand() {}

  /**
   * @param aot options for the AOT cache, possibly none
   * @param temporary a directory of its own, so that nothing stays elsewhere if it is killed
   * @param patiently whether it has no haste: nobody waits for it
   */
  static List<String> of(
      Path java, EngineConfig config, List<String> aot, Path temporary, boolean patiently) {
    var command = new ArrayList<String>(patiently ? PATIENTLY : List.of());
    command.add(java.toString());
    command.addAll(config.jvmOptions());
    command.addAll(aot);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-jar");
    command.add(config.runner().toString());
    return command;
  }

  /** The environment that a runner inherits: a person's own, nothing of this process's settings. */
  static Map<String, String> inherited(Map<String, String> environment) {
    var kept = new TreeMap<>(environment);
    kept.keySet().removeIf(name -> name.startsWith("ATRIUM_") || name.startsWith("QUARKUS_"));
    return kept;
  }
}
