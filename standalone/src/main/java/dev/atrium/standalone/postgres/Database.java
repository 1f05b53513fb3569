package dev.atrium.standalone.postgres;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.standalone.home.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server of our own, its data in a directory that stays. It listens on loopback only,
 * with a password, and forces every commit to disk.
 */
public final class Database implements AutoCloseable {

  public static final String USER = "postgres";

  private static final Logger LOG = Logger.getLogger(Database.class);

  /** {@code pg_hba.conf}: who may connect, and how. */
  private static final List<String> ACCESS =
      List.of("host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int HEAL_ATTEMPTS = 5;

  private final Path directory;
  private final Path programs;
  private final int port;
  private final String password;
  private EmbeddedPostgres server;
  private Guardian guardian;
  private boolean closed;

  private Database(Path directory, Path programs) {
    this.directory = directory;
    this.programs = programs;
    this.port = Ports.free();
    this.password = SecretFile.readOrCreate(directory.resolve("password"), Secrets::random);
  }

  /**
   * Starts the server on a free port; ends one that a killed process left on the same data first.
   * If it is killed later, it is started again on the same port.
   *
   * @param directory holds the data and the password
   * @param programs where PostgreSQL itself is unpacked
   */
  public static Database start(Path directory, Path programs) throws IOException {
    SecretFile.createDirectory(directory);
    SecretFile.createDirectory(programs);
    var database = new Database(directory, programs);
    database.start();
    return database;
  }

  private synchronized void start() throws IOException {
    Path data = directory.resolve("data");
    Path secured = directory.resolve("secured");
    LeftOver.end(data);
    server = configure(data, Files.exists(secured)).start();
    long pid = LeftOver.pid(data).orElseThrow(() -> new IOException("PostgreSQL has no pid"));
    guardian = Guardian.of(pid);
    if (Files.notExists(secured)) {
      secure(server, data, password);
      SecretFile.write(secured, "");
    }
    ProcessHandle.of(pid).ifPresent(postmaster -> postmaster.onExit().thenRun(this::heal));
  }

  private EmbeddedPostgres.Builder configure(Path data, boolean secured) {
    var builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(programs.toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_LIMIT)
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("unix_socket_directories", "");
    return secured ? builder.setConnectConfig("password", password) : builder;
  }

  /**
   * Starts the server again if nobody meant it to end. Its own children outlive it for a moment and
   * hold its memory, so a first attempt may be refused.
   */
  private synchronized void heal() {
    for (int attempt = 1; attempt <= HEAL_ATTEMPTS && !closed; attempt++) {
      LOG.warnf("PostgreSQL ended on its own and is started again, attempt %d", attempt);
      try {
        guardian.close();
        server.close();
        start();
        return;
      } catch (IOException | RuntimeException failure) {
        LOG.error("PostgreSQL could not be started again", failure);
      }
    }
  }

  /** A fresh server trusts everybody on the machine; from now on it asks for the password. */
  private static void secure(EmbeddedPostgres server, Path data, String password)
      throws IOException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter user " + USER + " password '" + password + "'");
      Files.write(data.resolve("pg_hba.conf"), ACCESS);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException failure) {
      throw new IOException("PostgreSQL could not be given a password", failure);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String password() {
    return password;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    server.close();
    guardian.close();
  }
}
