package dev.atrium.initservice;

import dev.atrium.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The laptop's own S3 server, as a process over a new directory. It stops with this JVM, also when
 * that is killed.
 */
public final class S3ServerFixture implements AutoCloseable {

  public static final String ACCESS_KEY = "test";
  public static final String SECRET_KEY = "test-secret-of-no-worth";

  private static final Path JAR = root().resolve("standalone/s3/target/s3/atrium-s3.jar");

  private final Path directory;
  private final int port = FreePort.find();
  private Process process;

  public S3ServerFixture() {
    try {
      directory = Files.createTempDirectory("atrium-s3-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    start();
  }

  /** The directory of the whole source, above whichever module is tested. */
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("atrium"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  /** Starts it, always on the same port. */
  public void start() {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("Package standalone/s3 first: there is no " + JAR);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString());
    builder.environment().put("ATRIUM_S3_DIRECTORY", directory.toString());
    builder.environment().put("ATRIUM_S3_PORT", Integer.toString(port));
    builder.environment().put("ATRIUM_S3_ACCESS_KEY", ACCESS_KEY);
    builder.environment().put("ATRIUM_S3_SECRET_KEY", SECRET_KEY);
    builder.environment().put("ATRIUM_STOP_ON_EOF", "true");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      process = builder.start();
      awaitReady(process.inputReader());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitReady(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    if (line == null || !line.startsWith("S3 ready on ")) {
      throw new IllegalStateException("The S3 server did not start: " + line);
    }
  }
}
