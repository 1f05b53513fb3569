package dev.atrium.standalone.engine;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The runner's AOT cache (JEP 483, 515), which more than halves its start. It fits one JDK build
 * and one jar, and is made on this machine when there is none that does.
 */
@Singleton
class AotCache {

  private static final Logger LOG = Logger.getLogger(AotCache.class);

  @Inject EngineConfig config;
  @Inject AotTraining training;

  private Thread trainer;

  /** JVM options that use the cache; none while there is none. */
  List<String> options() {
    try {
      Path cache = file();
      return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off") : List.of();
    } catch (IOException failure) {
      return List.of();
    }
  }

  /** Makes the cache if it is missing. Failing only costs speed. */
  synchronized void trainInBackground() {
    trainer =
        Thread.ofVirtual()
            .name("aot-training")
            .start(
                () -> {
                  try {
                    Path cache = file();
                    if (Files.notExists(cache)) {
                      training.run(cache);
                    }
                  } catch (IOException | RuntimeException failure) {
                    LOG.infof("There is no AOT cache: %s", failure.getMessage());
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /** Gives up a training that is under way. */
  synchronized void close() {
    if (trainer == null) {
      return;
    }
    trainer.interrupt();
    try {
      trainer.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Named by what it fits. */
  private Path file() throws IOException {
    Path jar = config.runner();
    String key =
        Integer.toHexString(
            List.of(
                    jar.toString(),
                    Files.size(jar),
                    Files.getLastModifiedTime(jar).toMillis(),
                    config.jvmOptions(),
                    System.getProperty("java.vm.version"),
                    System.getProperty("java.home"))
                .hashCode());
    return config.cache().resolve("runner-" + key + ".aot");
  }
}
