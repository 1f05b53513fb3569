package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.runner.files.FileStat;
import java.util.Arrays;

/**
 * What stood at a path when it was last looked at.
 *
 * @param hash of a file's content; null otherwise
 * @param fileKey device and inode as text
 * @param target of a link; null otherwise
 * @param settled false if the file was written so shortly before it was hashed that a later write
 *     may have left the same times: then an equal stat proves nothing
 */
record IndexEntry(
    FileType type,
    ContentHash hash,
    long size,
    int mode,
    long modifiedNanos,
    String fileKey,
    byte[] target,
    boolean settled) {

  /** File times advance in ticks of up to 10 ms, and clocks are not exact. */
  private static final long TICK_NANOS = 100_000_000;

  /**
   * What a look at the disk found.
   *
   * @param hash the content's hash, taken after the stat; null for what is not a file
   * @param nowMillis when the content was read
   */
  static IndexEntry of(FileStat stat, ContentHash hash, long nowMillis) {
    boolean settled = nowMillis * 1_000_000 - stat.modifiedNanos() > TICK_NANOS;
    return new IndexEntry(
        typeOf(stat.kind()),
        hash,
        stat.size(),
        stat.mode(),
        stat.modifiedNanos(),
        String.valueOf(stat.fileKey()),
        stat.target(),
        settled);
  }

  /** What a change leaves behind, as far as the change says. */
  static IndexEntry unseen(Change change) {
    return new IndexEntry(
        change.type(), change.hash(), change.size(), change.mode(), 0, "", change.target(), false);
  }

  /** Whether the stat is the one this entry was made from. */
  boolean matches(FileStat stat) {
    return type == typeOf(stat.kind())
        && size == (type == FileType.FILE ? stat.size() : size)
        && mode == stat.mode()
        && (type == FileType.DIRECTORY || modifiedNanos == stat.modifiedNanos())
        && fileKey.equals(String.valueOf(stat.fileKey()))
        && Arrays.equals(target, stat.target());
  }

  /** Whether both are the same to a reader of the project, whatever their times and inodes. */
  boolean sameContent(IndexEntry other) {
    return type == other.type
        && mode == other.mode
        && java.util.Objects.equals(hash, other.hash)
        && Arrays.equals(target, other.target);
  }

  /** The log's word for a kind; null for what the log never keeps. */
  static FileType typeOf(FileKind kind) {
    return switch (kind) {
      case FILE -> FileType.FILE;
      case DIRECTORY -> FileType.DIRECTORY;
      case LINK -> FileType.LINK;
      case OTHER -> null;
    };
  }
}
