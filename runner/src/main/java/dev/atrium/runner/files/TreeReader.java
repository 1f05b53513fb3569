package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reading half of {@link ProjectTree}. Thread-safe. */
final class TreeReader {

  private final Path root;

  TreeReader(Path root) {
    this.root = root;
  }

  SecureDirectory openDirectory(ProjectPath path) throws IOException {
    return SecureDirectory.open(root, path);
  }

  Optional<FileStat> stat(ProjectPath path) throws IOException {
    try (SecureDirectory parent = openDirectory(path.parent())) {
      return path.isRoot() ? Optional.of(parent.statSelf()) : withTarget(parent.stat(path.name()));
    } catch (ProblemException refused) {
      if (refused.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  List<FileStat> list(ProjectPath path) throws IOException {
    try (SecureDirectory directory = openDirectory(path)) {
      List<FileStat> entries = new ArrayList<>();
      for (ProjectPath name : directory.names()) {
        try {
          withTarget(directory.stat(name)).ifPresent(entries::add);
        } catch (InvalidPathException tooLong) {
          // A path beyond the bound cannot be named in any frame, so it cannot be listed.
          continue;
        }
      }
      return entries;
    }
  }

  SeekableByteChannel open(ProjectPath path) throws IOException {
    try (SecureDirectory parent = openDirectory(path.parent())) {
      return parent.openFile(path.name());
    }
  }

  /** Adds a link's target, read by name: what it says is shown and saved, never followed. */
  Optional<FileStat> withTarget(Optional<FileStat> stat) throws IOException {
    if (stat.isEmpty() || stat.get().kind() != FileKind.LINK) {
      return stat;
    }
    FileStat link = stat.get();
    try {
      Path target = Files.readSymbolicLink(root.resolve(NativeNames.toPath(link.path())));
      return Optional.of(link.withTarget(NativeNames.toBytes(target)));
    } catch (NoSuchFileException | NotLinkException goneMeanwhile) {
      return Optional.empty();
    }
  }
}
