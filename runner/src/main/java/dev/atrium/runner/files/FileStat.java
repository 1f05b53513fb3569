package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;

/**
 * What lstat says of a path.
 *
 * @param modifiedNanos the modification time in nanoseconds since the epoch
 * @param fileKey device and inode, for telling a replaced file from a written one
 * @param target where a link points, raw bytes; null otherwise
 */
public record FileStat(
    ProjectPath path,
    FileKind kind,
    long size,
    int mode,
    long modifiedNanos,
    Object fileKey,
    byte[] target) {

  FileStat withTarget(byte[] target) {
    return new FileStat(path, kind, size, mode, modifiedNanos, fileKey, target);
  }
}
