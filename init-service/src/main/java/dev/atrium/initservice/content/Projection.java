package dev.atrium.initservice.content;

import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a new project's files as plain objects below {@code files/}, for any S3 tool to read.
 * Large projects are left to their runner, so that an import is not kept waiting for a second copy.
 */
public final class Projection {

  private static final int MAX_FILES = 1000;
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private final ObjectStore store;
  private final String prefix;

  public Projection(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /**
   * Writes what can be written.
   *
   * @return the paths without an object, or null if nothing was tried; as in {@code
   *     Checkpoint.unprojected}
   * @throws IOException if a content cannot be read back
   */
  public List<ProjectPath> write(List<TreeEntry> entries) throws IOException {
    List<TreeEntry> files =
        entries.stream().filter(entry -> entry.type() == FileType.FILE).toList();
    if (files.size() > MAX_FILES || files.stream().mapToLong(TreeEntry::size).sum() > MAX_BYTES) {
      return null;
    }
    List<Plain> plain = new ArrayList<>();
    ContentReader reader = new ContentReader(store, prefix);
    for (TreeEntry file : files) {
      plain.add(new Plain(file, bytesToPut(file.content(), reader)));
    }
    return Parallel.map(plain, file -> write(file) ? null : file.entry.path()).stream()
        .filter(path -> path != null)
        .toList();
  }

  private static byte[] bytesToPut(ContentRef content, ContentReader reader) throws IOException {
    if (content instanceof ContentRef.Blob) {
      return null;
    }
    try (InputStream in = reader.open(content)) {
      return in.readAllBytes();
    }
  }

  /** False if the store cannot hold an object of that name: some bound a segment's length. */
  private boolean write(Plain file) {
    String key = prefix + LogKeys.file(file.entry.path());
    if (!LogKeys.fits(key)) {
      return false;
    }
    try {
      if (file.bytes != null) {
        store.put(key, file.bytes);
      } else if (file.entry.content() instanceof ContentRef.Blob blob) {
        store.copy(prefix + LogKeys.blob(blob.blob()), key);
      }
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  /**
   * @param bytes what to put, or null to copy the blob inside the store
   */
  private record Plain(TreeEntry entry, byte[] bytes) {}
}
