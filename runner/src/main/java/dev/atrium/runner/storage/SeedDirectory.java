package dev.atrium.runner.storage;

import dev.atrium.api.disk.Removal;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.files.NativeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A fresh, private directory that becomes a project's root when it is whole. Nobody else writes in
 * it, so plain paths are safe; whatever a tree's names are, they stay below it.
 */
final class SeedDirectory {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final Set<OpenOption> WRITE_NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** Up to so many files are forced one by one, instead of the whole file system at the end. */
  private static final int FEW_FILES = 64;

  private final Path path;
  private final boolean forceEach;

  private SeedDirectory(Path path, boolean forceEach) {
    this.path = path;
    this.forceEach = forceEach;
  }

  /**
   * Makes {@code <root>.seeding-<random>}, and removes what earlier attempts left.
   *
   * @param files about how many files it will have
   */
  static SeedDirectory beside(Path root, int files) throws IOException {
    String prefix = root.getFileName() + ".seeding-";
    Files.createDirectories(root.getParent());
    try (var siblings = Files.newDirectoryStream(root.getParent())) {
      for (Path sibling : siblings) {
        if (sibling.getFileName().toString().startsWith(prefix)) {
          Removal.of(sibling);
        }
      }
    }
    Path fresh =
        Files.createDirectory(
            root.resolveSibling(prefix + UUID.randomUUID()),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new SeedDirectory(fresh, files <= FEW_FILES);
  }

  /**
   * Becomes the root. Everything is on the disk before: a root that lost the ends of its files with
   * the power would look like somebody's edits.
   */
  void publish(Path root) throws IOException {
    if (!forceEach) {
      FileSystemSync.of(path);
    }
    Files.move(path, root, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the directories of these entries, and those that they lie in, writable for now. */
  void makeDirectories(Collection<TreeEntry> entries) throws IOException {
    Set<ProjectPath> directories = new TreeSet<>();
    for (TreeEntry entry : entries) {
      ProjectPath directory =
          entry.type() == FileType.DIRECTORY ? entry.path() : entry.path().parent();
      while (!directory.isRoot() && directories.add(directory)) {
        directory = directory.parent();
      }
    }
    for (ProjectPath directory : directories) {
      Path made = Files.createDirectory(resolve(directory));
      // Whatever the account's umask is.
      Files.setPosixFilePermissions(made, Modes.permissions(Modes.DIRECTORY));
    }
  }

  /** Writes one content to all files that have it; writing again starts from the beginning. */
  void write(List<TreeEntry> same, InputStream content, SeedProgress progress) throws IOException {
    TreeEntry first = same.getFirst();
    if (first.size() <= LogLimits.INLINE_BYTES) {
      byte[] bytes = content.readAllBytes();
      for (TreeEntry file : same) {
        writeSmall(file, bytes);
      }
      progress.add(first.size() * same.size(), same.size());
      return;
    }
    writeLarge(first, content, progress);
    for (TreeEntry copy : same.subList(1, same.size())) {
      try (InputStream written = Files.newInputStream(resolve(first.path()))) {
        writeLarge(copy, written, progress);
      }
    }
  }

  void makeLinks(Collection<TreeEntry> entries) throws IOException {
    for (TreeEntry entry : entries) {
      if (entry.type() == FileType.LINK) {
        Files.createSymbolicLink(resolve(entry.path()), NativeNames.toTarget(entry.target()));
      }
    }
  }

  /**
   * Gives directories their modes, which may take away the right to write into them.
   *
   * @param entries what a directory contains comes before it
   */
  void setDirectoryModes(Collection<TreeEntry> entries) throws IOException {
    for (TreeEntry entry : entries) {
      if (entry.type() == FileType.DIRECTORY) {
        Files.setPosixFilePermissions(resolve(entry.path()), Modes.permissions(entry.mode()));
      }
    }
    Files.setPosixFilePermissions(path, Modes.permissions(Modes.DIRECTORY));
  }

  private void writeSmall(TreeEntry file, byte[] bytes) throws IOException {
    Path target = resolve(file.path());
    try (FileChannel out = openNew(target)) {
      writeFully(out, bytes, bytes.length);
      finish(out);
    }
    Files.setPosixFilePermissions(target, Modes.permissions(file.mode()));
  }

  private void writeLarge(TreeEntry file, InputStream content, SeedProgress progress)
      throws IOException {
    Path target = resolve(file.path());
    long written = 0;
    boolean whole = false;
    try (FileChannel out = openNew(target)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n; (n = content.read(buffer)) >= 0; ) {
        writeFully(out, buffer, n);
        written += n;
        progress.add(n, 0);
      }
      finish(out);
      whole = true;
    } finally {
      progress.add(whole ? 0 : -written, whole ? 1 : 0);
    }
    Files.setPosixFilePermissions(target, Modes.permissions(file.mode()));
  }

  /** An earlier attempt's file may be read-only already, so it is replaced and not opened. */
  private static FileChannel openNew(Path file) throws IOException {
    try {
      return FileChannel.open(file, WRITE_NEW);
    } catch (FileAlreadyExistsException earlier) {
      Files.delete(file);
      return FileChannel.open(file, WRITE_NEW);
    }
  }

  private void finish(FileChannel out) throws IOException {
    if (forceEach) {
      out.force(true);
    }
  }

  private static void writeFully(FileChannel out, byte[] bytes, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  private Path resolve(ProjectPath below) {
    return path.resolve(NativeNames.toPath(below));
  }
}
