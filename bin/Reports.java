import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where surefire has put what it reports of the tests. */
final class Reports {

  private Reports() {}

  /** The reports of the modules below a directory, which lie one or two directories deep. */
  static List<Path> below(Path root) throws IOException {
    List<Path> reports = new ArrayList<>();
    for (Path directory : sorted(Files.walk(root, 2).filter(Reports::isModule))) {
      reports.addAll(sorted(Files.list(directory.resolve("target/surefire-reports"))));
    }
    return reports.stream().filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
  }

  private static boolean isModule(Path directory) {
    return Files.isDirectory(directory.resolve("target/surefire-reports"));
  }

  private static List<Path> sorted(Stream<Path> paths) {
    try (paths) {
      return paths.sorted().toList();
    }
  }
}
