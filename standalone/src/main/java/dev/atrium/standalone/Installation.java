package dev.atrium.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts lie: the repository, told by the system property {@value #PROPERTY} (the
 * working directory by default).
 */
record Installation(Path root) {

  static final String PROPERTY = "atrium.install";

  static Installation find() {
    return new Installation(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
  }

  Path templates() {
    return root.resolve("templates");
  }

  Path objectStore() {
    return root.resolve("standalone/s3/target/s3/atrium-s3.jar");
  }

  /** The runner's uber-jar. */
  Path runner() throws IOException {
    Path target = root.resolve("runner/target");
    try (var jars = Files.newDirectoryStream(target, "atrium-runner-*-runner.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("The runner is not built: there is no *-runner.jar in " + target);
  }
}
