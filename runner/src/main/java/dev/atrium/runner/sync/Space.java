package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses what would fill the project or its volume, before the volume is really full. */
final class Space {

  /** What is left for the journal, for shells and for tidying up. */
  private static final long RESERVED_BYTES = 32L << 20;

  private final long quotaBytes;
  private final DiskIndex index;
  private final FileStore volume;
  private volatile long localOnlyBytes;

  /**
   * @param directory something on the volume
   */
  Space(long quotaBytes, DiskIndex index, Path directory) throws IOException {
    this.quotaBytes = quotaBytes;
    this.index = index;
    this.volume = Files.getFileStore(directory);
  }

  /** Takes the newest measure of what the index does not count. */
  void localOnly(long bytes) {
    localOnlyBytes = bytes;
  }

  /** Whether the project or the volume is exhausted. */
  boolean isFull() {
    return index.bytes() + localOnlyBytes >= quotaBytes || free() < RESERVED_BYTES;
  }

  /** What a person is told while the project is full. */
  Problem problem() {
    return ProblemType.OUT_OF_SPACE.with(
        "The project or its volume is full; delete something, for example build output.");
  }

  /**
   * Lets changes pass that fit; those that add nothing always do.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code out-of-space}
   */
  void require(List<Change> changes) {
    long added = changes.stream().mapToLong(this::growth).sum();
    if (added <= 0) {
      return;
    }
    if (index.bytes() + localOnlyBytes + added > quotaBytes) {
      throw ProblemType.OUT_OF_SPACE.thrown(
          "The project would be larger than its "
              + quotaBytes
              + " bytes; delete something, for example build output.");
    }
    if (free() - added < RESERVED_BYTES) {
      throw ProblemType.OUT_OF_SPACE.thrown(
          "The volume is almost full; delete something, for example build output.");
    }
  }

  private long growth(Change change) {
    IndexEntry before = index.get(change.path());
    return change.size() - (before == null ? 0 : before.size());
  }

  private long free() {
    try {
      return volume.getUsableSpace();
    } catch (IOException gone) {
      throw new UncheckedIOException("The volume cannot be asked for its free space.", gone);
    }
  }
}
