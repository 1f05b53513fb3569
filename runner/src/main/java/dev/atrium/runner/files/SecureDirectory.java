package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An open directory: its entries are reached by the descriptor ({@code openat} and its kin), so
 * that nothing above it can be swapped for a link under an operation. No operation follows a link.
 *
 * <p>Before an entry is opened its kind is looked at, because opening a FIFO would block; who swaps
 * a file for a FIFO in between holds up their own request. Not thread-safe; close it.
 */
final class SecureDirectory implements AutoCloseable {

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final ProjectPath path;
  private final SecureDirectoryStream<Path> stream;

  private SecureDirectory(ProjectPath path, SecureDirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
  }

  /**
   * Opens a directory that is trusted as it is named: a project's root, the staging directory.
   *
   * @throws IllegalStateException if the platform has no {@code openat}
   */
  static SecureDirectory openTrusted(Path directory) throws IOException {
    var opened = Files.newDirectoryStream(directory);
    if (opened instanceof SecureDirectoryStream<Path> secure) {
      return new SecureDirectory(ProjectPath.ROOT, secure);
    }
    opened.close();
    throw new IllegalStateException("This platform cannot open files relative to a directory.");
  }

  /**
   * Opens a directory below a trusted one, component by component.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, or {@code
   *     not-a-regular-file} where a component is no directory
   */
  static SecureDirectory open(Path root, ProjectPath path) throws IOException {
    SecureDirectory current = openTrusted(root);
    for (ProjectPath name : path.segments()) {
      try (SecureDirectory parent = current) {
        current = parent.openDirectory(name);
      }
    }
    return current;
  }

  ProjectPath path() {
    return path;
  }

  SecureDirectory openDirectory(ProjectPath name) throws IOException {
    ProjectPath child = path.resolve(name);
    FileKind kind = stat(name).map(FileStat::kind).orElseThrow(() -> Refusals.notFound(child));
    if (kind != FileKind.DIRECTORY) {
      throw Refusals.notADirectory(child, kind);
    }
    return enter(name);
  }

  /** Opens what was a directory just now; a link in its place since then is not followed. */
  SecureDirectory enter(ProjectPath name) throws IOException {
    ProjectPath child = path.resolve(name);
    try {
      return new SecureDirectory(
          child, stream.newDirectoryStream(NativeNames.toPath(name), LinkOption.NOFOLLOW_LINKS));
    } catch (IOException failed) {
      throw whatHappened(child, failed);
    }
  }

  /** What stands at a name; empty if nothing does. A link's target is left out. */
  Optional<FileStat> stat(ProjectPath name) throws IOException {
    try {
      return Optional.of(
          toStat(
              path.resolve(name),
              stream
                  .getFileAttributeView(
                      NativeNames.toPath(name),
                      PosixFileAttributeView.class,
                      LinkOption.NOFOLLOW_LINKS)
                  .readAttributes()));
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    }
  }

  /** What lstat says of the directory itself. */
  FileStat statSelf() throws IOException {
    return toStat(path, stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes());
  }

  /** The names of the entries in the order of their bytes; can be asked once. */
  List<ProjectPath> names() throws IOException {
    List<ProjectPath> names = new ArrayList<>();
    try {
      for (Path entry : stream) {
        names.add(NativeNames.toName(entry));
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    names.sort(null);
    return names;
  }

  /**
   * Opens a regular file for reading.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, {@code not-a-regular-file}
   */
  SeekableByteChannel openFile(ProjectPath name) throws IOException {
    ProjectPath child = path.resolve(name);
    FileKind kind = stat(name).map(FileStat::kind).orElseThrow(() -> Refusals.notFound(child));
    if (kind != FileKind.FILE) {
      throw Refusals.notAFile(child, kind);
    }
    return read(name);
  }

  /** Opens what was a regular file just now; a link in its place since then is not followed. */
  SeekableByteChannel read(ProjectPath name) throws IOException {
    ProjectPath child = path.resolve(name);
    try {
      return stream.newByteChannel(NativeNames.toPath(name), READ);
    } catch (IOException failed) {
      throw whatHappened(child, failed);
    }
  }

  /** Why something could not be opened that had just been looked at. */
  private static ProblemException whatHappened(ProjectPath child, IOException failed)
      throws IOException {
    return switch (failed) {
      case AccessDeniedException closed -> throw closed;
      case NoSuchFileException gone -> Refusals.notFound(child);
      // For a link the JDK has an IOException without a type.
      default -> Refusals.changedUnderneath(child);
    };
  }

  /** Makes the names that were created, replaced and removed here durable. */
  void force() throws IOException {
    try (FileChannel self = (FileChannel) stream.newByteChannel(Path.of("."), READ)) {
      self.force(true);
    }
  }

  void setMode(ProjectPath name, int mode) throws IOException {
    stream
        .getFileAttributeView(
            NativeNames.toPath(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(Modes.permissions(mode));
  }

  void deleteFile(ProjectPath name) throws IOException {
    stream.deleteFile(NativeNames.toPath(name));
  }

  void deleteEmptyDirectory(ProjectPath name) throws IOException {
    stream.deleteDirectory(NativeNames.toPath(name));
  }

  /** {@code renameat}: a file or link that stands there is replaced, in one step. */
  void rename(ProjectPath name, SecureDirectory target, ProjectPath newName) throws IOException {
    stream.move(NativeNames.toPath(name), target.stream, NativeNames.toPath(newName));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private static FileStat toStat(ProjectPath path, PosixFileAttributes attributes) {
    FileKind kind =
        attributes.isSymbolicLink()
            ? FileKind.LINK
            : attributes.isRegularFile()
                ? FileKind.FILE
                : attributes.isDirectory() ? FileKind.DIRECTORY : FileKind.OTHER;
    return new FileStat(
        path,
        kind,
        kind == FileKind.FILE ? attributes.size() : 0,
        kind == FileKind.LINK ? 0 : Modes.bits(attributes.permissions()),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        attributes.fileKey(),
        null);
  }
}
