package dev.atrium.standalone;

import dev.atrium.standalone.home.Home;
import dev.atrium.standalone.objectstore.ObjectStoreSettings;
import dev.atrium.standalone.postgres.Database;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the parts that share this process are told: configuration by system property. One that is
 * set already (by {@code -D}) stays as it is.
 */
final class Settings {

  private Settings() {}

  static String origin(int port) {
    return "http://localhost:" + port;
  }

  static Map<String, String> of(
      Home home, int port, Installation install, Database database, ObjectStoreSettings s3)
      throws IOException {
    var settings = new LinkedHashMap<String, String>();
    settings.put("atrium.home", home.directory().toString());
    settings.put("quarkus.log.file.path", home.logs().resolve("atrium.log").toString());
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", Database.USER);
    settings.put("quarkus.datasource.password", database.password());
    hub(settings, home, port);
    settings.put("atrium.storage.endpoint", s3.endpoint());
    settings.put("atrium.storage.region", s3.region());
    settings.put("atrium.storage.bucket", s3.bucket());
    settings.put("atrium.storage.access-key", s3.accessKey());
    settings.put("atrium.storage.secret-key", s3.secretKey());
    settings.put("atrium.storage.templates", install.templates().toString());
    settings.put("atrium.storage.jwks", home.jwks().toString());
    settings.put("atrium.engine.repls", home.repls().toString());
    settings.put("atrium.engine.cache", home.cache().toString());
    settings.put("atrium.engine.runner", install.runner().toString());
    return settings;
  }

  private static void hub(Map<String, String> settings, Home home, int port) {
    settings.put("atrium.hub.origin", origin(port));
    settings.put("atrium.hub.ide-origin", "http://{id}.ide.localhost:" + port);
    settings.put("atrium.hub.app-origin", "http://{id}.app.localhost:" + port);
    settings.put("atrium.hub.storage-url", "http://127.0.0.1:" + port);
    settings.put("atrium.hub.signing-key", home.signingKey().toString());
    settings.put("atrium.hub.jwks", home.jwks().toString());
    settings.put("atrium.hub.admin-token", home.adminToken().toString());
  }
}
