package dev.atrium.standalone.objectstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.json.Codec;
import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.standalone.home.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this machine's object store answers, and its only credentials; for any S3 tool. */
public record ObjectStoreSettings(
    String endpoint, String region, String bucket, String accessKey, String secretKey) {

  private static final int DEFAULT_PORT = 8090;

  /** Those of the file, with another port if theirs is taken; new ones at first. Kept as 0600. */
  public static ObjectStoreSettings load(Path file) throws IOException {
    var settings =
        Files.exists(file)
            ? Codec.JSON.readValue(file.toFile(), ObjectStoreSettings.class)
            : new ObjectStoreSettings(
                endpoint(DEFAULT_PORT),
                "us-east-1",
                "atrium",
                "atrium" + Secrets.projectId(),
                Secrets.random());
    var usable = settings.at(Ports.freeFrom(settings.port()));
    if (Files.notExists(file) || !usable.equals(settings)) {
      SecretFile.write(file, usable.json());
    }
    return usable;
  }

  public int port() {
    return URI.create(endpoint).getPort();
  }

  private ObjectStoreSettings at(int port) {
    return new ObjectStoreSettings(endpoint(port), region, bucket, accessKey, secretKey);
  }

  private static String endpoint(int port) {
    return "http://127.0.0.1:" + port;
  }

  private String json() {
    try {
      return Codec.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return bucket + " at " + endpoint;
  }
}
