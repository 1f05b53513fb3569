package dev.atrium.standalone.objectstore;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.standalone.home.Pipes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The S3 server of {@code standalone/s3}, in a process of its own. */
public final class ObjectStore implements AutoCloseable {

  private static final long STOP_SECONDS = 10;

  /** What the server's exit code says when somebody else has its port. */
  private static final int PORT_TAKEN = 3;

  /** So often a first start looks for another port. */
  private static final int PORTS = 10;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(ObjectStore.class);

  private final ProcessBuilder server;
  private final ObjectStoreSettings settings;
  private final Path log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Process process;

  private ObjectStore(ProcessBuilder server, ObjectStoreSettings settings, Path log) {
    this.server = server;
    this.settings = settings;
    this.log = log;
  }

  /**
   * Starts the server and returns when it serves. If it ends later, it is started again on the same
   * port, at once and then ever later while it does not come up.
   *
   * @param jar the server as its build lays it out
   * @param objects the directory that becomes the store
   * @param settings the file with them, which gets another port if theirs is taken
   * @throws IOException if it ends instead
   */
  public static ObjectStore start(Path jar, Path objects, Path settings, Path log)
      throws IOException {
    SecretFile.createDirectory(log.getParent());
    if (Files.notExists(jar)) {
      throw new IOException("The S3 server is not built: there is no " + jar);
    }
    var store = launch(jar, objects, settings, log);
    Thread.ofVirtual().name("s3-keeper").start(store::keepRunning);
    return store;
  }

  /** Who starts in the same moment may be faster at the port that was free. */
  private static ObjectStore launch(Path jar, Path objects, Path settings, Path log)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      var usable = ObjectStoreSettings.load(settings);
      var server = new ProcessBuilder(command(jar)).redirectError(log.toFile());
      server.environment().putAll(environment(objects, usable));
      var store = new ObjectStore(server, usable, log);
      try {
        store.launch();
        return store;
      } catch (IOException failure) {
        if (attempt == PORTS || !store.foundItsPortTaken()) {
          throw failure;
        }
      }
    }
  }

  /** Where it answers, and to whom. */
  public ObjectStoreSettings settings() {
    return settings;
  }

  /** The server's process now. */
  ProcessHandle process() {
    return process.toHandle();
  }

  private boolean foundItsPortTaken() {
    return process.onExit().join().exitValue() == PORT_TAKEN;
  }

  private void launch() throws IOException {
    synchronized (this) {
      if (closed.getCount() == 0) {
        throw new IOException("The S3 server is to end");
      }
      process = server.start();
    }
    awaitReady(process);
  }

  private void keepRunning() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        process.waitFor();
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        LOG.warn("The S3 server ended on its own and is started again");
        pause = isLaunched() ? FIRST_PAUSE : longer(pause);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLaunched() {
    try {
      launch();
      return true;
    } catch (IOException failure) {
      LOG.errorf("The S3 server could not be started: %s", failure.getMessage());
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        jar.toString());
  }

  /** The store names its files by their keys, of which the JVM can spell only the locale's. */
  private static Map<String, String> environment(Path objects, ObjectStoreSettings settings) {
    return Map.of(
        "ATRIUM_S3_DIRECTORY", objects.toString(),
        "ATRIUM_S3_PORT", Integer.toString(settings.port()),
        "ATRIUM_S3_BUCKET", settings.bucket(),
        "ATRIUM_S3_ACCESS_KEY", settings.accessKey(),
        "ATRIUM_S3_SECRET_KEY", settings.secretKey(),
        "ATRIUM_STOP_ON_EOF", "true",
        "LC_ALL", "C.UTF-8");
  }

  private void awaitReady(Process started) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("S3 ready")) {
        Pipes.read("s3-output", () -> lines.lines().forEach(more -> {}));
        return;
      }
    }
    throw new IOException("The S3 server ended at once; its messages are in " + log);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed.countDown();
      process.destroy();
    }
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
