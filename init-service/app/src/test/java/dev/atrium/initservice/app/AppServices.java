package dev.atrium.initservice.app;

import dev.atrium.initservice.S3ServerFixture;
import dev.atrium.initservice.StorageResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real S3 server without the app's bucket, and a place where keys appear when a test says so. */
public final class AppServices implements QuarkusTestResourceLifecycleManager {

  static S3ServerFixture s3;
  static Path jwks;

  @Override
  public Map<String, String> start() {
    s3 = new S3ServerFixture();
    try {
      jwks = Files.createTempDirectory("atrium-keys-").resolve("jwks.json");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.of(
        "atrium.storage.endpoint",
        s3.endpoint().toString(),
        "atrium.storage.bucket",
        "made-at-start",
        "atrium.storage.create-bucket",
        "true",
        "atrium.storage.access-key",
        S3ServerFixture.ACCESS_KEY,
        "atrium.storage.secret-key",
        S3ServerFixture.SECRET_KEY,
        "atrium.storage.templates",
        S3ServerFixture.root().resolve("templates").toString(),
        "atrium.storage.jwks",
        jwks.toString());
  }

  /** Mounts the public keys of the tests' tokens. */
  static void mountKeys() throws IOException {
    Files.writeString(jwks, StorageResource.SIGNER.jwks());
  }

  static void unmountKeys() throws IOException {
    Files.deleteIfExists(jwks);
  }

  @Override
  public void stop() {
    s3.close();
    try {
      unmountKeys();
      Files.delete(jwks.getParent());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
