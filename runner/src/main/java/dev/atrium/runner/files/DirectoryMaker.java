package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes directories below the root. Java has no {@code mkdirat}, so a directory is made in the
 * staging directory and renamed to where it belongs, which follows no link either.
 */
final class DirectoryMaker {

  private final Path root;
  private final Staging staging;

  DirectoryMaker(Path root, Staging staging) {
    this.root = root;
    this.staging = staging;
  }

  /** Opens a directory, making it and its parents where they are missing. */
  SecureDirectory open(ProjectPath path) throws IOException {
    SecureDirectory current = SecureDirectory.openTrusted(root);
    for (ProjectPath name : path.segments()) {
      try (SecureDirectory parent = current) {
        make(parent, name, Modes.DIRECTORY);
        current = parent.openDirectory(name);
      }
    }
    return current;
  }

  /** Makes one directory; one that exists already stays as it is. */
  void make(SecureDirectory parent, ProjectPath name, int mode) throws IOException {
    Optional<FileStat> existing = parent.stat(name);
    if (existing.isPresent()) {
      if (existing.get().kind() != FileKind.DIRECTORY) {
        throw Refusals.notADirectory(existing.get().path(), existing.get().kind());
      }
      return;
    }
    ProjectPath fresh = staging.freshName();
    try (SecureDirectory from = staging.open()) {
      staging.makeDirectory(fresh);
      from.setMode(fresh, mode);
      from.rename(fresh, parent, name);
    } catch (FileSystemException failed) {
      Files.deleteIfExists(staging.file(fresh.toString()));
      FileKind kind = parent.stat(name).map(FileStat::kind).orElse(null);
      if (kind == null) {
        throw Refusals.orOutOfSpace(failed, staging.directory());
      } else if (kind != FileKind.DIRECTORY) {
        throw Refusals.notADirectory(parent.path().resolve(name), kind);
      }
    }
  }
}
