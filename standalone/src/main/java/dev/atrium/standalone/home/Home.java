package dev.atrium.standalone.home;

import dev.atrium.hub.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory that holds everything Atrium keeps on this machine; only its owner enters. */
public record Home(Path directory) {

  /** Makes the directory with mode 0700, or takes one that is there and closes it to others. */
  public static Home open(Path directory) throws IOException {
    SecretFile.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    return new Home(directory.toRealPath());
  }

  public Path lock() {
    return directory.resolve("lock");
  }

  public Path postgres() {
    return directory.resolve("postgres");
  }

  /** The credentials of the object store and where it answers, for any S3 tool. */
  public Path s3Settings() {
    return directory.resolve("s3.json");
  }

  /** The objects, as plain files below a directory for the bucket. */
  public Path objects() {
    return directory.resolve("s3");
  }

  public Path signingKey() {
    return directory.resolve("keys/signing.jwk");
  }

  public Path jwks() {
    return directory.resolve("keys/jwks.json");
  }

  public Path adminToken() {
    return directory.resolve("keys/admin-token");
  }

  public Path repls() {
    return directory.resolve("repls");
  }

  /** What can be made again: PostgreSQL's programs, the runner's AOT cache. */
  public Path cache() {
    return directory.resolve("cache");
  }

  public Path logs() {
    return directory.resolve("logs");
  }
}
