package dev.atrium.standalone.hub;

import dev.atrium.standalone.home.Home;
import dev.atrium.standalone.postgres.Database;
import dev.atrium.testing.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The hub as {@code atrium up} runs it, with a real PostgreSQL and a runner that is a {@link
 * StubRunner}. There is no object store behind its address, so storage is unreachable.
 */
public final class HubServices implements QuarkusTestResourceLifecycleManager {

  private Path directory;
  private Database database;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("atrium-hub-it");
      var home = Home.open(directory);
      database = Database.start(home.postgres(), sharedPrograms());
      return settings(home, FreePort.find());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Unpacking PostgreSQL takes longer than starting it. Not in the source's directory: for root it
   * runs as somebody who may not be let in there.
   */
  public static Path sharedPrograms() {
    return Path.of(System.getProperty("java.io.tmpdir"), "atrium-test-postgresql");
  }

  private Map<String, String> settings(Home home, int port) throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.log.file.enabled", "false");
    settings.put("quarkus.http.test-port", Integer.toString(port));
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", Database.USER);
    settings.put("quarkus.datasource.password", database.password());
    settings.put("atrium.home", directory.toString());
    settings.put("atrium.hub.origin", "http://localhost:" + port);
    settings.put("atrium.hub.ide-origin", "http://{id}.ide.localhost:" + port);
    settings.put("atrium.hub.app-origin", "http://{id}.app.localhost:" + port);
    settings.put("atrium.hub.storage-url", "http://127.0.0.1:" + port);
    settings.put("atrium.hub.signing-key", home.signingKey().toString());
    settings.put("atrium.hub.jwks", home.jwks().toString());
    settings.put("atrium.hub.admin-token", home.adminToken().toString());
    settings.put("atrium.storage.endpoint", "http://127.0.0.1:" + FreePort.find());
    settings.put("atrium.storage.access-key", "none");
    settings.put("atrium.storage.secret-key", "none");
    settings.put("atrium.storage.templates", templates().toString());
    settings.put("atrium.storage.jwks", home.jwks().toString());
    settings.put("atrium.engine.repls", home.repls().toString());
    settings.put("atrium.engine.cache", home.cache().toString());
    settings.put("atrium.engine.runner", stubRunner().toString());
    settings.put("atrium.engine.train-cache", "false");
    return settings;
  }

  private static Path templates() {
    return Path.of("..", "templates").toAbsolutePath().normalize();
  }

  private Path stubRunner() throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubRunner.class.getName());
    Path jar = directory.resolve("stub-runner.jar");
    String entry = StubRunner.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = StubRunner.class.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
    }
    return jar;
  }

  @Override
  public void stop() {
    try {
      database.close();
      new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
