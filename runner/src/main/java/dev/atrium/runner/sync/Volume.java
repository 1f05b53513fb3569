package dev.atrium.runner.sync;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.DiskJournalDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The state directory of one project on one volume: locked, so that two runners never share it, and
 * known to the log in S3 by a random name.
 */
final class Volume implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Volume.class);

  private static final String LOCK = "lock";
  private static final String IDENTITY = "volume";
  private static final String INDEX = "index";
  private static final String BOOT = "boot";

  private final Path state;
  private final FileChannel lockFile;
  private final Identity identity;
  private final byte[] boot;
  private final BaseDelta delta;

  private Volume(Path state, FileChannel lockFile, Identity identity, byte[] boot) {
    this.state = state;
    this.lockFile = lockFile;
    this.identity = identity;
    this.boot = boot;
    this.delta = new BaseDelta(state.resolve(INDEX + ".delta"));
  }

  /** What never changes as long as the volume lives. */
  record Identity(String writer, String project) {}

  private record StoredIndex(List<StoredEntry> entries, long logSeq) {}

  private record StoredEntry(ProjectPath path, IndexEntry entry) {}

  /**
   * Locks a state directory, making it if need be.
   *
   * @param bootId the file in which the kernel names this boot of the machine
   * @throws IllegalStateException if another process has it, or it is another project's
   */
  static Volume open(Path state, String project, Path bootId) throws IOException {
    Files.createDirectories(state);
    FileChannel file =
        FileChannel.open(state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!lock(file)) {
        throw new IllegalStateException("Another runner uses " + state + "; stop that one first.");
      }
      return new Volume(state, file, identity(state, project), read(bootId));
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** The name under which this volume writes to the log. */
  String writer() {
    return identity.writer();
  }

  /**
   * Whether the machine has run without a break since {@link #rememberBoot}, so that the kernel has
   * kept whatever was written. If that is not known, it has not.
   */
  boolean isSameBoot() {
    return boot.length > 0 && Arrays.equals(boot, read(state.resolve(BOOT)));
  }

  /** From here on whatever was written is on disk or was written during this boot. */
  void rememberBoot() throws IOException {
    replace(state.resolve(BOOT), boot);
  }

  /**
   * What disk and log had in common last: the index as it was when they agreed, and what was saved
   * since. Empty if none was kept. As its stats are compared before it is believed, an old one does
   * no harm.
   */
  Map<ProjectPath, IndexEntry> readIndex() {
    DiskIndex entries = new DiskIndex();
    try {
      byte[] bytes = Files.readAllBytes(state.resolve(INDEX));
      StoredIndex index = Codec.CBOR.readValue(bytes, StoredIndex.class);
      index.entries().forEach(stored -> entries.put(stored.path(), stored.entry()));
      for (BaseDelta.Saved saved : delta.since(index.logSeq())) {
        saved.changes().forEach(entries::fold);
      }
    } catch (NoSuchFileException none) {
      return Map.of();
    } catch (IOException torn) {
      LOG.infof("The index of this volume is not readable and is made anew: %s", torn.getMessage());
      return Map.of();
    }
    return entries.snapshot();
  }

  /** Notes what S3 has from now on. */
  void saved(long logSeq, List<Change> changes) {
    try {
      delta.append(new BaseDelta.Saved(logSeq, changes));
    } catch (IOException failed) {
      LOG.warnf("What was saved could not be noted: %s", failed.getMessage());
    }
  }

  /**
   * Keeps the index; only for one that agrees with the log.
   *
   * @param logSeq the newest record of that log
   */
  void writeIndex(Map<ProjectPath, IndexEntry> entries, long logSeq) throws IOException {
    List<StoredEntry> stored = new ArrayList<>(entries.size());
    entries.forEach((path, entry) -> stored.add(new StoredEntry(path, entry)));
    replace(state.resolve(INDEX), Codec.CBOR.writeValueAsBytes(new StoredIndex(stored, logSeq)));
    delta.dropUpTo(logSeq);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException failed) {
      LOG.debug("The lock file did not close.", failed);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unknown) {
      return new byte[0];
    }
  }

  private static Identity identity(Path state, String project) throws IOException {
    Path file = state.resolve(IDENTITY);
    if (Files.exists(file)) {
      Identity identity = Codec.JSON.readValue(Files.readAllBytes(file), Identity.class);
      if (!identity.project().equals(project)) {
        throw new IllegalStateException(
            state + " belongs to the project " + identity.project() + ", not to " + project + ".");
      }
      return identity;
    }
    Identity fresh = new Identity(UUID.randomUUID().toString(), project);
    replace(file, Codec.JSON.writeValueAsBytes(fresh));
    return fresh;
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    DiskJournalDirectory.sync(file.getParent());
  }
}
