package dev.atrium.systemtest.installation;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.access.Role;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Window;
import dev.atrium.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A runner that the installation's engine does not know of, with a volume of its own: another
 * machine that has the same project. It uses the installation's real init-service and S3.
 */
public final class RunnerProcess implements AutoCloseable {

  /**
   * Higher than the epochs of the installation's own engine, which are milliseconds of its clock.
   */
  public static final long EPOCH = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();

  private static final Duration LIFETIME = Duration.ofHours(1);

  private final StandaloneInstallation atrium;
  private final String project;
  private final Path volume;
  private final Map<String, String> limits;
  private final int port = FreePort.find();
  private List<String> before = List.of();
  private Process process;

  /**
   * @param volume where its files, journal and identity lie
   * @param limits settings beyond those that every engine gives
   */
  public RunnerProcess(
      StandaloneInstallation atrium, String project, Path volume, Map<String, String> limits) {
    this.atrium = atrium;
    this.project = project;
    this.volume = volume;
    this.limits = limits;
  }

  /** What its owner may not read is closed to it, even if its owner is root. */
  public RunnerProcess withoutRootsRights() {
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      before = List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");
    }
    return this;
  }

  /** Starts it under an epoch and waits until it has the project's files. */
  public RunnerProcess start(long epoch) {
    try {
      Files.createDirectories(volume.resolve("state"));
      Path temporary = Files.createDirectories(volume.resolve("tmp"));
      Evidence.lies(volume);
      identify(epoch);
      List<String> command = new ArrayList<>(before);
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.io.tmpdir=" + temporary,
              "-jar",
              StandaloneInstallation.runnerJar().toString()));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(volume.resolve("runner.log").toFile());
      builder.environment().putAll(settings());
      process = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    await().ignoreException(UncheckedIOException.class).until(this::isReady);
    return this;
  }

  public URI ide() {
    return URI.create("http://" + project + ".ide.localhost:" + port + "/");
  }

  /** A request with the owner's token. */
  public Http.Request file(String method, String path) {
    return Http.to(method, URI.create(ide() + "api/files/" + path))
        .header("Authorization", "Bearer " + token());
  }

  public Window window() {
    return Window.withToken(ide(), token());
  }

  /** Its files as they lie on its volume. */
  public Path root() {
    return volume.resolve("project");
  }

  /** Takes its identity away, so that init-service signs nothing for it any more. */
  public void cutOff() {
    write("no token");
  }

  /** Gives it an identity for an epoch. */
  public void identify(long epoch) {
    Instant now = Instant.now();
    write(signer().sign(Claims.runner(project, epoch, now, now.plus(LIFETIME))));
  }

  /** Stops it as an engine does, if it was started. */
  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      awaitEnd();
    }
  }

  /** Closes its standard input, as the death of its parent does, and waits until it has ended. */
  public void orphan() {
    try {
      process.getOutputStream().close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    awaitEnd();
  }

  private void awaitEnd() {
    await().until(() -> !process.isAlive());
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the runner ended; its log is in " + volume);
    }
    return Http.get(ide().resolve("/q/health/ready")).send().statusCode() == 200;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    String hub = "http://127.0.0.1:" + atrium.hub().getPort();
    settings.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    settings.put("ATRIUM_STOP_ON_EOF", "true");
    settings.put("ATRIUM_PROJECT", project);
    settings.put("ATRIUM_IDE_ORIGIN", "http://" + ide().getRawAuthority());
    settings.put("ATRIUM_APP_ORIGIN", "http://" + project + ".app.localhost:" + port);
    settings.put("ATRIUM_HUB_ORIGIN", "http://" + atrium.hub().getRawAuthority());
    settings.put("ATRIUM_HUB_URL", hub);
    settings.put("ATRIUM_STORAGE_URL", hub);
    settings.put("ATRIUM_JWKS", atrium.home().resolve("keys/jwks.json").toString());
    settings.put("ATRIUM_IDENTITY", volume.resolve("identity").toString());
    settings.put("ATRIUM_ROOT", root().toString());
    settings.put("ATRIUM_STATE", volume.resolve("state").toString());
    settings.put("ATRIUM_APP_PORT", String.valueOf(FreePort.find()));
    settings.putAll(limits);
    return settings;
  }

  private String token() {
    Instant now = Instant.now();
    return signer()
        .sign(
            Claims.session(
                project, "local", "Somebody", Role.OWNER, null, now, now.plus(LIFETIME)));
  }

  private TokenSigner signer() {
    try {
      return TokenSigner.fromKey(Files.readString(atrium.home().resolve("keys/signing.jwk")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void write(String identity) {
    try {
      Files.writeString(volume.resolve("identity"), identity);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
