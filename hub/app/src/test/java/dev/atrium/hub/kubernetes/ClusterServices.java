package dev.atrium.hub.kubernetes;

import static dev.atrium.testing.Patience.PATIENCE;

import dev.atrium.initservice.S3ServerFixture;
import dev.atrium.testing.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a hub in a cluster finds around it: a real PostgreSQL, the signing key in PEM and the admin
 * token as mounted files, and init-service over a real S3 server. init-service runs in the hub's
 * own process, so that both are one boot.
 */
public final class ClusterServices implements QuarkusTestResourceLifecycleManager {

  static final String HUB = "http://atrium.localhost:18080";
  static final String INTERNAL_HOST = "atrium-hub.atrium.svc:8080";
  static final String ADMIN_TOKEN = "an-admin-token-of-no-worth";

  private Path directory;
  private EmbeddedPostgres database;
  private S3ServerFixture s3;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("atrium-hub-app-");
      database =
          EmbeddedPostgres.builder().setPort(FreePort.find()).setPGStartupWait(PATIENCE).start();
      s3 = new S3ServerFixture();
      var settings = new HashMap<String, String>();
      hub(settings, FreePort.find());
      storage(settings);
      settings.put("quarkus.datasource.jdbc.url", database.getJdbcUrl("postgres", "postgres"));
      settings.put("quarkus.datasource.username", "postgres");
      return settings;
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void hub(Map<String, String> settings, int port)
      throws IOException, GeneralSecurityException {
    settings.put("quarkus.http.test-port", Integer.toString(port));
    settings.put("atrium.hub.origin", HUB);
    settings.put("atrium.hub.ide-origin", "http://{id}.ide.localhost:18080");
    settings.put("atrium.hub.app-origin", "http://{id}.app.localhost:18080");
    settings.put("atrium.hub.internal-hosts", INTERNAL_HOST);
    settings.put("atrium.hub.storage-url", "http://127.0.0.1:" + port);
    settings.put("atrium.hub.signing-key", mounted("signing-key", pem()));
    settings.put("atrium.hub.jwks", directory.resolve("jwks.json").toString());
    settings.put("atrium.hub.admin-token", mounted("token", ADMIN_TOKEN + "\n"));
    settings.put("atrium.hub.sign-in", "token");
    settings.put("atrium.hub.person", "admin");
    settings.put("atrium.hub.cluster", "test");
    settings.put("atrium.hub.repl-namespace", "atrium-repls");
  }

  private void storage(Map<String, String> settings) {
    settings.put("atrium.storage.endpoint", s3.endpoint().toString());
    settings.put("atrium.storage.access-key", S3ServerFixture.ACCESS_KEY);
    settings.put("atrium.storage.secret-key", S3ServerFixture.SECRET_KEY);
    settings.put(
        "atrium.storage.templates", S3ServerFixture.root().resolve("templates").toString());
    settings.put("atrium.storage.jwks", directory.resolve("jwks.json").toString());
  }

  private String mounted(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private static String pem() throws GeneralSecurityException {
    var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Override
  public void stop() {
    try {
      database.close();
      s3.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
