package dev.atrium.standalone.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How runners are started on this machine. */
@ConfigMapping(prefix = "atrium.engine")
public interface EngineConfig {

  /** A directory for each Repl: its files, journal, identity and log. */
  Path repls();

  /** Where the runner's AOT cache lies; it can be made again. */
  Path cache();

  /** The runner's uber-jar. */
  Path runner();

  /** The runner's JVM options, for a fast start and a small idle heap: see runner/README.md. */
  @WithDefault(
      "-Xms24m,-Xmn12m,-Xmx256m,-XX:MinHeapFreeRatio=15,-XX:MaxHeapFreeRatio=30,"
          + "-XX:+UseSerialGC,-XX:TieredStopAtLevel=1,-XX:+UseCompactObjectHeaders,"
          + "--enable-native-access=ALL-UNNAMED,--sun-misc-unsafe-memory-access=allow,"
          + "--add-opens=java.base/java.lang=ALL-UNNAMED")
  List<String> jvmOptions();

  /** How long a stop may take before the runner is killed. */
  @WithDefault("PT30S")
  Duration stopTimeout();

  /** Whether an AOT cache is made in the background when there is none for this runner. */
  @WithDefault("true")
  boolean trainCache();
}
