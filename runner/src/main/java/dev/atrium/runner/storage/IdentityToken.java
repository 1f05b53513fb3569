package dev.atrium.runner.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The runner's own token, from a file that the engine replaces before the token expires. Read again
 * whenever the file changed. Thread-safe.
 */
final class IdentityToken {

  private static final int MAX_BYTES = 16 * 1024;

  private final Path file;
  private Object version;
  private String token;

  IdentityToken(Path file) {
    this.file = file;
  }

  /**
   * @throws StorageUnreachableException if the file cannot be read; the engine may yet bring it
   */
  synchronized String current() throws StorageUnreachableException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var now = new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      if (!now.equals(version)) {
        token = read();
        version = now;
      }
      return token;
    } catch (IOException failure) {
      throw new StorageUnreachableException("The runner's identity file cannot be read.", failure);
    }
  }

  /** Reads the file at the next call even if it looks unchanged: the token was refused. */
  synchronized void refused() {
    version = null;
  }

  private String read() throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.US_ASCII)
          .strip();
    }
  }

  private record Version(Object modified, long size, Object key) {}
}
