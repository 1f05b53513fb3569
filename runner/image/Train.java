import dev.atrium.api.access.Role;
import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the runner's AOT cache (JEP 483, 514) while its image is built: starts the S3 server and
 * init-service, makes a project, lets a runner start on it and answer what a browser asks first,
 * and stops it, upon which its JVM writes the cache.
 *
 * <pre>java -cp /opt/atrium/runner.jar Train.java PROGRAMS CACHE</pre>
 *
 * <p>The directory of programs has {@code s3/}, {@code init-service/} and {@code templates/}.
 */
final class Train {

  private static final String PROJECT = "training";
  private static final Duration READY_LIMIT = Duration.ofMinutes(3);
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(3);
  private static final List<String> VISITS =
      List.of("/", "/api/session", "/api/paths", "/api/files/", "/q/health/live");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TokenSigner signer = TokenSigner.generate();
  private final Path programs;
  private final Path work = Files.createTempDirectory("work-");
  private final Path jwks = Files.writeString(work.resolve("jwks.json"), signer.jwks());

  private Train(Path programs) throws IOException {
    this.programs = programs;
  }

  public static void main(String[] arguments) throws Exception {
    // *.localhost resolves in browsers only: the runner is dialled by address and told its name.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    Path cache = Path.of(arguments[1]);
    new Train(Path.of(arguments[0])).run(cache);
    System.out.println("The AOT cache has " + (Files.size(cache) >> 20) + " MiB.");
  }

  private void run(Path cache) throws IOException, InterruptedException {
    Process s3 = startS3();
    Process initService = null;
    try {
      URI storage = URI.create("http://127.0.0.1:" + freePort());
      initService = startInitService(address(s3), storage);
      awaitReady(initService, storage);
      createProject(storage);
      record(storage, cache);
    } finally {
      s3.destroyForcibly();
      if (initService != null) {
        initService.destroyForcibly();
      }
    }
  }

  private Process startS3() throws IOException {
    var builder = java("-jar", programs.resolve("s3/atrium-s3.jar").toString());
    builder.environment().put("ATRIUM_S3_DIRECTORY", work.resolve("objects").toString());
    builder.environment().put("ATRIUM_S3_PORT", "0");
    builder.environment().put("ATRIUM_S3_ACCESS_KEY", "training");
    builder.environment().put("ATRIUM_S3_SECRET_KEY", "training");
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The address that the S3 server prints once it serves. */
  private static String address(Process s3) throws IOException {
    BufferedReader lines = s3.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("S3 ready on ")) {
        return line.substring("S3 ready on ".length());
      }
    }
    throw new IOException("The S3 server ended early.");
  }

  private Process startInitService(String s3, URI storage) throws IOException {
    var builder = java("-jar", programs.resolve("init-service/quarkus-run.jar").toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST", storage.getHost(),
                "QUARKUS_HTTP_PORT", Integer.toString(storage.getPort()),
                "ATRIUM_STORAGE_ENDPOINT", s3,
                "ATRIUM_STORAGE_ACCESS_KEY", "training",
                "ATRIUM_STORAGE_SECRET_KEY", "training",
                "ATRIUM_STORAGE_TEMPLATES", programs.resolve("templates").toString(),
                "ATRIUM_STORAGE_JWKS", jwks.toString()));
    return builder.inheritIO().start();
  }

  private void createProject(URI storage) throws IOException, InterruptedException {
    var project = new CreateProject(PROJECT, "node", new Binding("build", "build", "build"));
    Instant now = Instant.now();
    String token = signer.sign(Claims.hubToInitService(now, now.plus(READY_LIMIT)));
    var answer =
        http.send(
            HttpRequest.newBuilder(storage.resolve("/storage/projects"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Codec.JSON.writeValueAsBytes(project)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("init-service made no project: " + answer.body());
    }
  }

  private void record(URI storage, Path cache) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + freePort());
    Process runner = startRunner(storage, address, cache);
    try {
      awaitReady(runner, address);
      for (String path : VISITS) {
        visit(address, path);
      }
      runner.destroy();
      if (!runner.waitFor(WRITE_LIMIT.toSeconds(), TimeUnit.SECONDS) || Files.notExists(cache)) {
        throw new IOException("The runner's JVM wrote no AOT cache.");
      }
    } finally {
      runner.destroyForcibly();
    }
  }

  private Process startRunner(URI storage, URI address, Path cache) throws IOException {
    Instant now = Instant.now();
    String identity = signer.sign(Claims.runner(PROJECT, 1, now, now.plus(READY_LIMIT)));
    var builder = new ProcessBuilder("/opt/atrium/run").inheritIO();
    var settings = builder.environment();
    settings.put("ATRIUM_AOT", "-XX:AOTCacheOutput=" + cache);
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    settings.put("ATRIUM_PROJECT", PROJECT);
    settings.put("ATRIUM_IDE_ORIGIN", "http://" + PROJECT + ".ide.localhost:18080");
    settings.put("ATRIUM_APP_ORIGIN", "http://" + PROJECT + ".app.localhost:18080");
    settings.put("ATRIUM_HUB_ORIGIN", "http://atrium.localhost:18080");
    settings.put("ATRIUM_HUB_URL", storage.toString());
    settings.put("ATRIUM_STORAGE_URL", storage.toString());
    settings.put("ATRIUM_JWKS", jwks.toString());
    settings.put(
        "ATRIUM_IDENTITY", Files.writeString(work.resolve("identity"), identity).toString());
    settings.put("ATRIUM_ROOT", work.resolve("project").toString());
    settings.put("ATRIUM_STATE", Files.createDirectories(work.resolve("state")).toString());
    settings.put("ATRIUM_APP_PORT", "3000");
    settings.put("HOME", work.resolve("home").toString());
    return builder.start();
  }

  private void awaitReady(Process process, URI address) throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(READY_LIMIT);
    var ready = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
    while (process.isAlive() && Instant.now().isBefore(limit)) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen before it has started.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("Nothing got ready at " + address + ".");
  }

  private void visit(URI address, String path) throws IOException, InterruptedException {
    Instant now = Instant.now();
    var session =
        Claims.session(PROJECT, "build", "Build", Role.OWNER, null, now, now.plus(READY_LIMIT));
    var answer =
        http.send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Host", PROJECT + ".ide.localhost:18080")
                .header("Authorization", "Bearer " + signer.sign(session))
                .build(),
            BodyHandlers.discarding());
    if (answer.statusCode() != 200) {
      throw new IOException("The runner answered " + path + " with " + answer.statusCode() + ".");
    }
  }

  private static ProcessBuilder java(String... arguments) {
    var builder = new ProcessBuilder("java", "-Xmx256m", "-XX:+UseSerialGC");
    builder.command().addAll(List.of(arguments));
    return builder;
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
