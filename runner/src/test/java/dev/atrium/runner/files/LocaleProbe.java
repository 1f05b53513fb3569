package dev.atrium.runner.files;

import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.nio.file.Path;

/** A program that uses the file layer under {@code LC_ALL=C}; fails by its exit code. */
final class LocaleProbe {

  private LocaleProbe() {}

  static Process start(Path root, Path staging) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LocaleProbe.class.getName(),
                root.toString(),
                staging.toString())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  public static void main(String[] args) throws IOException {
    System.out.println("encoding=" + System.getProperty("sun.jnu.encoding"));
    ProjectTree tree = new ProjectTree(Path.of(args[0]), Path.of(args[1]));
    ProjectPath path = ProjectPath.of("ü/\uDCFF.txt");
    tree.write(path, new byte[] {'o', 'k'}, Modes.KEEP);
    boolean listed = tree.list(path.parent()).getFirst().path().equals(path);
    boolean readBack = tree.readAll(path, 10).length == 2;
    if (!listed || !readBack) {
      System.exit(1);
    }
  }
}
