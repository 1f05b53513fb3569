package dev.atrium.systemtest.installation;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.systemtest.http.Http;
import dev.atrium.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** {@code ./atrium up} on ports and in a home of its own. */
public final class StandaloneInstallation implements Installation {

  private static final Pattern SIGN_IN =
      Pattern.compile("http://localhost:\\d+/signin\\?code=\\S+");
  private static final Path INSTALL = Path.of(System.getProperty("atrium.install", ".."));

  private final Path home;
  private final int port;
  private final Path log;
  private final String javaOptions;
  private Process process;

  private StandaloneInstallation(Path home, int port, String javaOptions) {
    this.home = home;
    this.port = port;
    this.javaOptions = javaOptions;
    this.log = home.resolveSibling(home.getFileName() + ".log");
  }

  /** Starts an installation with nothing in it and waits until it is ready. */
  public static StandaloneInstallation start() {
    return start("");
  }

  /**
   * As {@link #start}, for tests that end it before an AOT cache for its runners is made: none is,
   * so that half a minute of a processor's time is not spent for nothing, again at each start.
   */
  public static StandaloneInstallation startForAMoment() {
    return start("-Datrium.engine.train-cache=false");
  }

  private static StandaloneInstallation start(String javaOptions) {
    try {
      var installation =
          new StandaloneInstallation(
              Files.createTempDirectory("atrium-st-").toRealPath(), FreePort.find(), javaOptions);
      Evidence.lies(installation.log);
      Evidence.lies(installation.home);
      installation.launch();
      return installation;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public URI hub() {
    return URI.create("http://localhost:" + port + "/");
  }

  /** Where this installation keeps its state. */
  public Path home() {
    return home;
  }

  /** What {@code ./atrium up} has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The processes of this installation: the one that was started and all below it. */
  public List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.toHandle().descendants()).toList();
  }

  @Override
  public SignIn signIn() {
    return new SignIn.OneTimeAddress(freshAddress());
  }

  /** The hub gives it to whoever may read the admin token, as it does to a second {@code up}. */
  private URI freshAddress() {
    try {
      String token = Files.readString(home.resolve("keys/admin-token")).strip();
      var answer =
          Http.to("POST", hub().resolve("/api/signin-codes"))
              .header("Authorization", "Bearer " + token)
              .send();
      return URI.create(new ObjectMapper().readTree(answer.body()).get("address").asText());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Asks for another one as a person would: by a second {@code ./atrium up} beside the first. */
  public URI signInAddress() {
    try {
      Path answer = Files.createTempFile("atrium-st-", ".signin");
      Process second = up(answer).start();
      if (!second.waitFor(60, TimeUnit.SECONDS)) {
        second.destroy();
      }
      String printed = Files.readString(answer);
      Files.delete(answer);
      return signInAmong(printed)
          .orElseThrow(() -> new IllegalStateException("no sign-in address in:\n" + printed));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public IndependentS3 s3() {
    try {
      JsonNode access = new ObjectMapper().readTree(home.resolve("s3.json").toFile());
      return new IndependentS3(
          URI.create(access.get("endpoint").asText()),
          access.get("accessKey").asText(),
          access.get("secretKey").asText());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void killRunner(String project) {
    ProcessHandle runner = runner(project).orElseThrow();
    runner.destroyForcibly();
    await().until(() -> !runner.isAlive());
  }

  /** The process of a project's runner, if it runs. */
  public Optional<ProcessHandle> runner(String project) {
    return process
        .toHandle()
        .descendants()
        .filter(child -> environment(child).contains("ATRIUM_PROJECT=" + project))
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst();
  }

  /** Removes what this machine keeps of a sleeping project's files. */
  public void forget(String project) {
    removeAll(home.resolve("repls").resolve(project));
  }

  @Override
  public void restart() {
    stop();
    launch();
  }

  /** The process of the S3 server. */
  public ProcessHandle objectStore() {
    return process
        .toHandle()
        .children()
        .filter(child -> environment(child).contains("ATRIUM_S3_DIRECTORY="))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a signal that the JDK has no method for, such as {@code STOP}. */
  public static void signal(String name, ProcessHandle process) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The runner that the installation runs. */
  static Path runnerJar() throws IOException {
    try (Stream<Path> built = Files.list(INSTALL.resolve("runner/target"))) {
      return built
          .filter(jar -> jar.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    }
  }

  /** Kills the first process as {@code kill -9} does; all others must end by themselves. */
  public void kill() {
    List<ProcessHandle> all = processes();
    process.destroyForcibly();
    await()
        .untilAsserted(
            () ->
                assertThat(all.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info))
                    .as("processes that stayed")
                    .isEmpty());
  }

  /** Starts again after {@link #kill} or {@link #stop}. */
  public void launch() {
    try {
      process = up(log).start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    try {
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> signInAmong(output()).isPresent() || !process.isAlive());
    } catch (ConditionTimeoutException late) {
      processes().forEach(ProcessHandle::destroyForcibly);
      throw new IllegalStateException("atrium up does not get ready:\n" + output(), late);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("atrium up ended early:\n" + output());
    }
  }

  /** Ends it as Ctrl-C does; what does not end is killed, and an error. */
  public void stop() {
    List<ProcessHandle> all = processes();
    process.destroy();
    try {
      await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        stop();
      }
    } finally {
      removeAll(home);
      removeAll(log);
    }
  }

  /** Tries again while a program that is about to end still writes there. */
  private static void removeAll(Path directory) {
    await()
        .ignoreException(UncheckedIOException.class)
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
              } catch (NoSuchFileException gone) {
                return true;
              }
              return Files.notExists(directory);
            });
  }

  private ProcessBuilder up(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(INSTALL.resolve("bin/up").toRealPath().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ATRIUM_HOME", home.toString());
    builder.environment().put("ATRIUM_PORT", String.valueOf(port));
    builder.environment().put("ATRIUM_JAVA_OPTIONS", javaOptions);
    ownHome(builder.environment());
    return builder;
  }

  /**
   * Login shells run their owner's profile, which may wait for locks that a killed shell left. So
   * people here have a home with nothing in it, but for what npm needs to reach its registry.
   */
  private void ownHome(Map<String, String> environment) throws IOException {
    String real = System.getProperty("user.home");
    environment.put("HOME", Files.createDirectories(home.resolve("person")).toString());
    environment.put("npm_config_userconfig", real + "/.npmrc");
    environment.put("npm_config_cache", real + "/.npm");
  }

  private static Optional<URI> signInAmong(String printed) {
    return SIGN_IN
        .matcher(printed)
        .results()
        .map(found -> URI.create(found.group()))
        .reduce((first, last) -> last);
  }

  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc", String.valueOf(process.pid()), "environ"),
              java.nio.charset.StandardCharsets.ISO_8859_1)
          .replace('\0', '\n');
    } catch (IOException gone) {
      return "";
    }
  }
}
