package dev.atrium.operator.fault;

import com.sun.net.httpserver.HttpServer;
import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.StoredProject;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What an operator finds around it: a key, and an init-service that makes every project. */
public final class OperatorServices implements QuarkusTestResourceLifecycleManager {

  private HttpServer initService;
  private Path key;

  @Override
  public Map<String, String> start() {
    try {
      key = Files.writeString(Files.createTempFile("atrium-operator-", ".pem"), pem());
      initService =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      initService.createContext(
          "/storage/projects",
          exchange -> {
            boolean create = exchange.getRequestMethod().equals("POST");
            byte[] body = create ? made(exchange.getRequestBody().readAllBytes()) : new byte[0];
            exchange.sendResponseHeaders(create ? 201 : 404, create ? body.length : -1);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      initService.start();
      return settings();
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.log.category.\"io.fabric8.mockwebserver\".level", "WARN");
    settings.put("quarkus.http.test-port", "0");
    settings.put("atrium.operator.leader-election", "false");
    settings.put("atrium.operator.namespace", "atrium");
    settings.put("atrium.operator.hub-origin", "http://atrium.localhost:18080");
    settings.put("atrium.operator.hub-url", "http://atrium-hub.atrium.svc:8080");
    settings.put(
        "atrium.operator.storage-url", "http://127.0.0.1:" + initService.getAddress().getPort());
    settings.put("atrium.operator.ide-origin", "http://{id}.ide.localhost:18080");
    settings.put("atrium.operator.app-origin", "http://{id}.app.localhost:18080");
    settings.put("atrium.operator.signing-key", key.toString());
    settings.put("atrium.operator.runner-image", "localhost/atrium-runner:dev");
    return settings;
  }

  private static byte[] made(byte[] wish) throws IOException {
    var project = Codec.JSON.readValue(wish, CreateProject.class);
    return Codec.JSON.writeValueAsBytes(
        new StoredProject(
            project.id(), project.binding(), project.template(), Instant.EPOCH, null));
  }

  private static String pem() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Override
  public void stop() {
    initService.stop(0);
    try {
      Files.delete(key);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
