package dev.atrium.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code atrium up} was told, by options or environment.
 *
 * @param home where everything is kept; absolute
 * @param port the port on loopback that everything is served on
 */
record Options(Path home, int port) {

  static final String USAGE =
      """
      Usage: atrium up [--port N] [--home DIR]

        --port N    serve on http://localhost:N   (ATRIUM_PORT, 8080)
        --home DIR  keep everything in DIR        (ATRIUM_HOME, ~/.atrium)
      """;

  private static final int DEFAULT_PORT = 8080;

  /**
   * @throws IllegalArgumentException with a message for people
   */
  static Options parse(List<String> arguments, Map<String, String> environment, Path userHome) {
    String home = environment.getOrDefault("ATRIUM_HOME", "");
    String port = environment.getOrDefault("ATRIUM_PORT", "");
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--home" -> home = value(option, rest);
        case "--port" -> port = value(option, rest);
        default -> throw new IllegalArgumentException("There is no option '" + option + "'.");
      }
    }
    return new Options(
        home.isBlank() ? userHome.resolve(".atrium") : Path.of(home).toAbsolutePath().normalize(),
        port.isBlank() ? DEFAULT_PORT : port(port));
  }

  private static String value(String option, java.util.Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return rest.next();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of range.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a port; give a number from 1 to 65535.");
  }
}
