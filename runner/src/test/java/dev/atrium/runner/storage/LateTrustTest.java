package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It trusts whom the JVM trusts, and nobody else. */
class LateTrustTest {

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String PASSWORD = "password";

  @TempDir Path directory;

  private Path trusted;
  private HttpsServer server;

  @BeforeEach
  void startAServer() throws Exception {
    Path keys = directory.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "server",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=IP:127.0.0.1",
            "-storepass",
            PASSWORD,
            "-keystore",
            keys.toString());
    assertThat(keytool.inheritIO().start().waitFor()).isZero();
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    trusted = trustStore(store.getCertificate("server"));
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopIt() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE_PASSWORD);
    server.stop(0);
  }

  @Test
  void aServerThatNobodyVouchesForIsRefused() {
    assertThatThrownBy(this::ask).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void aServerThatTheJvmTrustsIsAskedEvenIfThatIsKnownOnlyLater() throws Exception {
    try (HttpClient early = client()) {
      System.setProperty(TRUST_STORE, trusted.toString());
      System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);

      assertThat(ask(early)).isEqualTo(204);
    }
  }

  private Path trustStore(Certificate certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", certificate);
    Path file = directory.resolve("trusted.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private int ask() throws Exception {
    try (HttpClient client = client()) {
      return ask(client);
    }
  }

  private int ask(HttpClient client) throws Exception {
    var address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    return client
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(LateTrust.context()).build();
  }
}
