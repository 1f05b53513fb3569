package dev.atrium.api.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes directories with everything in them, also those that may not be written to any more: both
 * runners and their engine clear away what people made.
 */
public final class Removal {

  private Removal() {}

  /**
   * Removes a directory; links in it are removed, not followed. Nothing happens if it is not there.
   */
  public static void of(Path directory) throws IOException {
    if (Files.exists(directory)) {
      Files.walkFileTree(directory, new Removing());
    }
  }

  private static final class Removing extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      unlock(directory);
      return FileVisitResult.CONTINUE;
    }

    /** Comes in the place of the visit to a directory that may not even be read. */
    @Override
    public FileVisitResult visitFileFailed(Path directory, IOException failure) throws IOException {
      if (!(failure instanceof AccessDeniedException)) {
        throw failure;
      }
      unlock(directory);
      Files.walkFileTree(directory, this);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }

    /** Who is not root empties only what they may read and write. */
    private static void unlock(Path directory) throws IOException {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
