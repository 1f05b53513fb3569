package dev.atrium.standalone.s3;

import java.nio.file.Path;
import java.util.Map;

/** What {@link S3Server} takes from its environment; see there. */
record S3Settings(
    Path directory,
    int port,
    String bucket,
    String accessKey,
    String secretKey,
    boolean stopOnEof) {

  /**
   * @throws IllegalArgumentException if something is missing or out of range; the message names the
   *     variable
   */
  static S3Settings of(Map<String, String> environment) {
    return new S3Settings(
        Path.of(required(environment, "ATRIUM_S3_DIRECTORY")).toAbsolutePath(),
        port(required(environment, "ATRIUM_S3_PORT")),
        environment.getOrDefault("ATRIUM_S3_BUCKET", "atrium"),
        required(environment, "ATRIUM_S3_ACCESS_KEY"),
        required(environment, "ATRIUM_S3_SECRET_KEY"),
        Boolean.parseBoolean(environment.get("ATRIUM_STOP_ON_EOF")));
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return directory + " on port " + port;
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("Set " + name + " in the environment.");
    }
    return value;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of range.
    }
    throw new IllegalArgumentException("ATRIUM_S3_PORT is not a port (0 to 65535): " + text);
  }
}
