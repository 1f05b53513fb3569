package dev.atrium.hub.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Small files that only their owner reads. */
public final class SecretFile {

  private SecretFile() {}

  /** The file's text; made from {@code content} first if there is no such file. */
  public static String readOrCreate(Path file, Supplier<String> content) {
    try {
      if (Files.notExists(file)) {
        write(file, content.get());
      }
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read or write " + file, failure);
    }
  }

  /** Writes the file with mode 0600, forced and in one step: a reader sees all of it or the old. */
  public static void write(Path file, String content) throws IOException {
    createDirectory(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        FileChannel.open(
            next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes the directory with mode 0700; parents too. One that exists stays as it is. */
  public static void createDirectory(Path directory) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Files.createDirectories(directory, mode);
    } catch (FileAlreadyExistsException link) {
      if (!Files.isDirectory(directory)) {
        throw link;
      }
    }
  }
}
