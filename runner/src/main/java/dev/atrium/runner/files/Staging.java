package dev.atrium.runner.files;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The directory beside the project in which new things are made before they are renamed into it,
 * and into which deleted ones are renamed before they are taken apart. Thread-safe.
 */
final class Staging {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path directory;

  Staging(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Opens the directory, making it if need be. */
  SecureDirectory open() throws IOException {
    Files.createDirectories(directory);
    return SecureDirectory.openTrusted(directory);
  }

  /** A name that nothing has yet. */
  ProjectPath freshName() {
    return ProjectPath.of(UUID.randomUUID().toString());
  }

  /**
   * Writes and forces a stream's content, hashing it on the way.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code too-large} above the limit, {@code
   *     out-of-space}; nothing is left behind then
   */
  StagedFile write(InputStream content, long limit) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(freshName().toString());
    boolean done = false;
    try {
      StagedFile staged = copy(content, limit, file);
      done = true;
      return staged;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The file of a staged content; its name comes from our own journal. */
  Path file(String name) {
    if (ProjectPath.of(name).segments().size() != 1) {
      throw new IllegalArgumentException("A staged file's name is one segment.");
    }
    return directory.resolve(name);
  }

  Path makeDirectory(ProjectPath name) throws IOException {
    return Files.createDirectory(directory.resolve(name.toString()));
  }

  Path makeLink(ProjectPath name, byte[] target) throws IOException {
    return Files.createSymbolicLink(
        directory.resolve(name.toString()), NativeNames.toTarget(target));
  }

  private StagedFile copy(InputStream content, long limit, Path file) throws IOException {
    MessageDigest digest = ContentHash.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (FileChannel out = create(file)) {
      int read;
      while ((read = content.read(buffer)) >= 0) {
        size += read;
        if (size > limit) {
          throw Refusals.tooLargeUpload(limit);
        }
        digest.update(buffer, 0, read);
        append(out, ByteBuffer.wrap(buffer, 0, read));
      }
      force(out);
    }
    return new StagedFile(file.getFileName().toString(), size, ContentHash.of(digest));
  }

  private FileChannel create(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException failed) {
      throw Refusals.orOutOfSpace(failed, directory);
    }
  }

  private void append(FileChannel out, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException failed) {
      throw Refusals.orOutOfSpace(failed, directory);
    }
  }

  private void force(FileChannel out) throws IOException {
    try {
      out.force(true);
    } catch (IOException failed) {
      throw Refusals.orOutOfSpace(failed, directory);
    }
  }
}
