package dev.atrium.standalone.objectstore;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.standalone.home.Pipes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The S3 server of {@code standalone/s3}, in a process of its own. */
public final class ObjectStore implements AutoCloseable {

  private static final long STOP_SECONDS = 10;

  private static final Logger LOG = Logger.getLogger(ObjectStore.class);

  private final Path jar;
  private final Path objects;
  private final ObjectStoreSettings settings;
  private final Path log;
  private Process process;
  private boolean closed;

  private ObjectStore(Path jar, Path objects, ObjectStoreSettings settings, Path log) {
    this.jar = jar;
    this.objects = objects;
    this.settings = settings;
    this.log = log;
  }

  /**
   * Starts the server and returns when it serves. If it is killed later, it is started again.
   *
   * @param jar the server as its build lays it out
   * @param objects the directory that becomes the store
   * @throws IOException if it ends instead
   */
  public static ObjectStore start(Path jar, Path objects, ObjectStoreSettings settings, Path log)
      throws IOException {
    SecretFile.createDirectory(log.getParent());
    if (Files.notExists(jar)) {
      throw new IOException("The S3 server is not built: there is no " + jar);
    }
    var store = new ObjectStore(jar, objects, settings, log);
    store.start();
    return store;
  }

  private synchronized void start() throws IOException {
    var builder = new ProcessBuilder(command(jar));
    builder.environment().putAll(environment(objects, settings));
    builder.redirectError(log.toFile());
    process = builder.start();
    awaitReady();
    process.onExit().thenRun(this::heal);
  }

  /** Starts the server again if nobody meant it to end. */
  private synchronized void heal() {
    if (closed) {
      return;
    }
    LOG.warn("The S3 server ended on its own and is started again");
    try {
      start();
    } catch (IOException failure) {
      LOG.error("The S3 server could not be started again", failure);
    }
  }

  /**
   * The shell makes the server deaf to Ctrl-C, which a terminal sends to everybody: projects are
   * flushed first, and the store ends after them.
   */
  private static List<String> command(Path jar) {
    return List.of(
        "/bin/sh",
        "-c",
        "trap '' INT HUP; exec \"$0\" \"$@\"",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        jar.toString());
  }

  private static Map<String, String> environment(Path objects, ObjectStoreSettings settings) {
    return Map.of(
        "ATRIUM_S3_DIRECTORY", objects.toString(),
        "ATRIUM_S3_PORT", Integer.toString(settings.port()),
        "ATRIUM_S3_BUCKET", settings.bucket(),
        "ATRIUM_S3_ACCESS_KEY", settings.accessKey(),
        "ATRIUM_S3_SECRET_KEY", settings.secretKey(),
        "ATRIUM_STOP_ON_EOF", "true");
  }

  private void awaitReady() throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("S3 ready")) {
        Pipes.read("s3-output", () -> lines.lines().forEach(more -> {}));
        return;
      }
    }
    throw new IOException("The S3 server ended at once; its messages are in " + log);
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
