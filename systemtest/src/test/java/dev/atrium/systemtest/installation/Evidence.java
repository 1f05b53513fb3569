package dev.atrium.systemtest.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps what explains a failure: as an extension, the logs of every process that tests have started
 * and whose directory is still there when a test fails.
 */
public final class Evidence implements AfterTestExecutionCallback {

  /** From an installation's home to a project's log. */
  private static final int DEPTH = 4;

  private static final Set<Path> LOGS = ConcurrentHashMap.newKeySet();

  /** A test's own directory under {@code target/evidence}; it need not exist yet. */
  public static Path of(ExtensionContext context) {
    return Path.of(
        "target",
        "evidence",
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getTestMethod().map(method -> method.getName()).orElse("class"));
  }

  /** Says where logs lie: a file, or a directory with files that end in {@code .log}. */
  static void lies(Path logs) {
    LOGS.add(logs);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    Path evidence = Files.createDirectories(of(context));
    for (Path logs : LOGS) {
      keep(logs, evidence);
    }
  }

  /** Keeps a log's time as well: the newest tells most. */
  private static void keep(Path logs, Path evidence) throws IOException {
    if (Files.notExists(logs)) {
      return;
    }
    try (Stream<Path> files = Files.walk(logs, DEPTH)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        Files.copy(
            log,
            evidence.resolve(logs.getParent().relativize(log).toString().replace('/', '-')),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
