package dev.atrium.api.files;

import dev.atrium.api.path.ProjectPath;
import java.time.Instant;

/**
 * An entry of a directory.
 *
 * @param name one segment
 * @param size in bytes; 0 for what is not a file
 * @param mode permission bits
 * @param target where a link points, as text to show; null otherwise
 * @param localOnly true where an exclude keeps it out of S3
 */
public record FileEntry(
    ProjectPath name,
    FileKind kind,
    long size,
    int mode,
    Instant modifiedAt,
    String target,
    boolean localOnly) {}
