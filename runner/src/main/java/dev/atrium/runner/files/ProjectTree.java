package dev.atrium.runner.files;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The project's files on disk; the only way in which the runner touches them.
 *
 * <p>A path is opened component by component without following links, so whatever a shell puts in
 * its way, nothing outside the root is read or written. Only regular files are opened; links are
 * read and made as links; FIFOs, sockets and devices are listed and never opened. A component that
 * is a link, or no directory, is a {@code not-a-regular-file} problem; a missing one {@code
 * not-found}. A full volume is {@code out-of-space}. Other faults are plain {@link IOException}s.
 *
 * <p>Nothing here checks bases, writes the journal or tells anybody: that is {@link
 * dev.atrium.runner.sync.ProjectChanges}'. Thread-safe as far as the file system is: whoever needs
 * a check and an act to be one step orders them from above. All methods block.
 */
public final class ProjectTree {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path root;
  private final Staging staging;
  private final TreeReader reader;
  private final DirectoryMaker maker;

  /**
   * @param root the project's directory, which need not exist yet
   * @param staging a directory outside the project on the same file system; made when needed
   */
  public ProjectTree(Path root, Path staging) {
    this.root = root.toAbsolutePath();
    this.staging = new Staging(staging.toAbsolutePath());
    this.reader = new TreeReader(this.root);
    this.maker = new DirectoryMaker(this.root, this.staging);
  }

  public Path root() {
    return root;
  }

  /** Where a path lies, for handing to the kernel's watches; not for opening anything. */
  public Path nativePath(ProjectPath path) {
    return path.isRoot() ? root : root.resolve(NativeNames.toPath(path));
  }

  /** What stands at a path, a link with its target; empty if nothing does. */
  public Optional<FileStat> stat(ProjectPath path) throws IOException {
    return reader.stat(path);
  }

  /** A directory's entries in the order of their bytes; what vanishes meanwhile is left out. */
  public List<FileStat> list(ProjectPath path) throws IOException {
    return reader.list(path);
  }

  /** Opens a regular file; the caller closes it. */
  public SeekableByteChannel openRead(ProjectPath path) throws IOException {
    requireName(path);
    return reader.open(path);
  }

  /** Opens a regular file; the caller closes it. */
  public InputStream read(ProjectPath path) throws IOException {
    return Channels.newInputStream(openRead(path));
  }

  /**
   * A regular file's whole content.
   *
   * @throws ProblemException {@code too-large} above {@code max} bytes
   */
  public byte[] readAll(ProjectPath path, int max) throws IOException {
    try (InputStream in = read(path)) {
      byte[] content = in.readNBytes(max);
      if (content.length == max && in.read() >= 0) {
        throw Refusals.tooLarge(path, max);
      }
      return content;
    }
  }

  /** The hash of a regular file's content, read as a stream. */
  public ContentHash hash(ProjectPath path) throws IOException {
    MessageDigest digest = ContentHash.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = read(path)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, read);
      }
    }
    return ContentHash.of(digest);
  }

  /**
   * Writes a file as a whole: forced beside the project, then renamed over what stands there, so no
   * reader sees half of it. Missing parents are made. A link that stands there is replaced.
   *
   * @param mode permission bits, or {@link Modes#KEEP}
   */
  public void write(ProjectPath path, byte[] content, int mode) throws IOException {
    adopt(stage(new ByteArrayInputStream(content), content.length), path, mode);
  }

  /**
   * Puts content beside the project, hashed and forced, until {@link #adopt} or {@link #discard}.
   *
   * @param limit the most bytes; one more is a {@code too-large} problem and nothing stays behind
   */
  public StagedFile stage(InputStream content, long limit) throws IOException {
    return staging.write(content, limit);
  }

  /** Opens a staged file by its name; the caller closes it. */
  public InputStream readStaged(String name) throws IOException {
    return Files.newInputStream(staging.file(name));
  }

  /** Renames a staged file into the project, like {@link #write}; it is staged no more. */
  public void adopt(StagedFile staged, ProjectPath path, int mode) throws IOException {
    requireName(path);
    ProjectPath name = ProjectPath.of(staged.name());
    try (SecureDirectory from = staging.open();
        SecureDirectory parent = openOrMakeParent(path)) {
      Optional<FileStat> existing = parent.stat(path.name());
      if (existing.isPresent() && existing.get().kind() == FileKind.DIRECTORY) {
        throw Refusals.notAFile(path, FileKind.DIRECTORY);
      }
      from.setMode(name, mode == Modes.KEEP ? modeOf(existing) : mode);
      from.rename(name, parent, path.name());
    } catch (IOException failed) {
      throw Refusals.orOutOfSpace(failed, staging.directory());
    }
  }

  /** Drops a staged file; nothing happens if it is gone. */
  public void discard(StagedFile staged) throws IOException {
    Files.deleteIfExists(staging.file(staged.name()));
  }

  /**
   * Empties the staging directory of what a crash left behind; for the start, before anything is
   * staged.
   *
   * @param keep tells the names that the journal still needs
   */
  public void discardLeftovers(Predicate<String> keep) throws IOException {
    try (SecureDirectory directory = staging.open()) {
      List<ProjectPath> names = directory.names();
      for (ProjectPath name : names) {
        if (!keep.test(name.toString())) {
          TreeRemoval.remove(staging, directory, name);
        }
      }
    }
  }

  /** Makes a directory and its missing parents; one that exists already stays as it is. */
  public void createDirectory(ProjectPath path, int mode) throws IOException {
    if (path.isRoot()) {
      Files.createDirectories(root);
      return;
    }
    try (SecureDirectory parent = openOrMakeParent(path)) {
      maker.make(parent, path.name(), mode);
    }
  }

  /**
   * Makes a link with these bytes as its target, replacing a file or link that stands there.
   * Doubled slashes in the target become single ones, which means the same.
   */
  public void createLink(ProjectPath path, byte[] target) throws IOException {
    requireName(path);
    ProjectPath name = staging.freshName();
    try (SecureDirectory from = staging.open();
        SecureDirectory parent = openOrMakeParent(path)) {
      Optional<FileStat> existing = parent.stat(path.name());
      if (existing.isPresent() && existing.get().kind() == FileKind.DIRECTORY) {
        throw Refusals.alreadyExists(path);
      }
      staging.makeLink(name, target);
      from.rename(name, parent, path.name());
    } catch (IOException failed) {
      throw Refusals.orOutOfSpace(failed, staging.directory());
    }
  }

  /**
   * Renames a file, link or directory; missing parents are made.
   *
   * @throws ProblemException {@code not-found}; {@code already-exists} if anything stands at the
   *     target; {@code invalid-path} for a move into itself
   */
  public void move(ProjectPath from, ProjectPath to) throws IOException {
    requireName(from);
    requireName(to);
    if (to.startsWith(from)) {
      throw Refusals.intoItself(from);
    }
    try (SecureDirectory source = openParent(from)) {
      if (source.stat(from.name()).isEmpty()) {
        throw Refusals.notFound(from);
      }
      try (SecureDirectory target = openOrMakeParent(to)) {
        if (target.stat(to.name()).isPresent()) {
          throw Refusals.alreadyExists(to);
        }
        source.rename(from.name(), target, to.name());
      }
    }
  }

  /**
   * Deletes a file, link, or directory with everything in it; nothing happens if it is gone. It
   * vanishes in one step and is taken apart outside the project.
   */
  public void deleteRecursively(ProjectPath path) throws IOException {
    requireName(path);
    try (SecureDirectory trash = staging.open();
        SecureDirectory parent = openParent(path)) {
      TreeRemoval.vanish(staging, trash, parent, path.name());
    } catch (NoSuchFileException gone) {
      // Somebody else deleted it between the look and the act.
      return;
    }
  }

  /** Sets the permission bits of a file or directory; links have none. */
  public void setMode(ProjectPath path, int mode) throws IOException {
    requireName(path);
    try (SecureDirectory parent = openParent(path)) {
      FileStat stat = parent.stat(path.name()).orElseThrow(() -> Refusals.notFound(path));
      if (stat.kind() != FileKind.FILE && stat.kind() != FileKind.DIRECTORY) {
        throw Refusals.notAFile(path, stat.kind());
      }
      parent.setMode(path.name(), mode);
    }
  }

  /**
   * Makes what was renamed into a directory, out of it or deleted from it outlive a power loss; one
   * that is gone has nothing to keep.
   */
  public void force(ProjectPath directory) throws IOException {
    try (SecureDirectory opened = reader.openDirectory(directory)) {
      opened.force();
    } catch (ProblemException | NoSuchFileException gone) {
      // Its removal is durable with the directory that contained it.
      return;
    }
  }

  /** Makes the names of staged files outlive a power loss; their contents do already. */
  public void forceStaging() throws IOException {
    try (SecureDirectory opened = staging.open()) {
      opened.force();
    }
  }

  /**
   * Walks what is below a directory, without following links.
   *
   * @param include tells what to visit; a directory that is left out is not entered
   * @param limit the most entries to visit
   */
  public TreeWalk.Result walk(
      ProjectPath start, Predicate<FileStat> include, int limit, Consumer<FileStat> visitor)
      throws IOException {
    return new TreeWalk(reader, include, limit, visitor).run(start);
  }

  /** How many bytes the volume can still take. */
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  private SecureDirectory openParent(ProjectPath path) throws IOException {
    return reader.openDirectory(path.parent());
  }

  private SecureDirectory openOrMakeParent(ProjectPath path) throws IOException {
    return maker.open(path.parent());
  }

  private static int modeOf(Optional<FileStat> existing) {
    return existing
        .filter(stat -> stat.kind() == FileKind.FILE)
        .map(FileStat::mode)
        .orElse(Modes.FILE);
  }

  private static void requireName(ProjectPath path) {
    if (path.isRoot()) {
      throw Refusals.isRoot();
    }
  }
}
