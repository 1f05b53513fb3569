package dev.atrium.initservice;

import dev.atrium.api.token.TokenSigner;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The S3 server and the signing keys of the tests that start the whole service. */
public final class StorageResource implements QuarkusTestResourceLifecycleManager {

  public static final TokenSigner SIGNER = TokenSigner.generate();

  private static S3ServerFixture s3;
  private Path jwks;

  /** Ends the S3 server as a crash would. */
  public static void killS3() {
    s3.kill();
  }

  /** Starts it again, where it was. */
  public static void startS3() {
    s3.start();
  }

  @Override
  public Map<String, String> start() {
    s3 = new S3ServerFixture();
    try {
      jwks = Files.createTempFile("atrium-jwks-", ".json");
      Files.writeString(jwks, SIGNER.jwks());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.of(
        "atrium.storage.endpoint",
        s3.endpoint().toString(),
        "atrium.storage.access-key",
        S3ServerFixture.ACCESS_KEY,
        "atrium.storage.secret-key",
        S3ServerFixture.SECRET_KEY,
        "atrium.storage.templates",
        S3ServerFixture.root().resolve("templates").toString(),
        "atrium.storage.jwks",
        jwks.toString(),
        "atrium.storage.quota-bytes",
        "200000000",
        "atrium.storage.max-file-bytes",
        "20000000");
  }

  @Override
  public void stop() {
    s3.close();
    jwks.toFile().delete();
  }
}
