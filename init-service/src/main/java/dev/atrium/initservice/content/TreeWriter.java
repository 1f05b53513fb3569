package dev.atrium.initservice.content;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.initservice.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Stores a new project's contents and collects its tree. Not thread-safe. Nothing of it is visible
 * before a checkpoint names it.
 */
public final class TreeWriter {

  private static final int DIRECTORY_MODE = 0755;

  private final ObjectStore store;
  private final String prefix;
  private final Packer packer;
  private final NavigableMap<ProjectPath, TreeEntry> entries = new TreeMap<>();
  private long files;
  private long bytes;

  public TreeWriter(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
    this.packer = new Packer(store, prefix);
  }

  public void directory(ProjectPath path, int mode) {
    entries.put(path, new TreeEntry(path, FileType.DIRECTORY, mode, null, null, 0, null));
  }

  public void link(ProjectPath path, byte[] target) {
    entries.put(path, new TreeEntry(path, FileType.LINK, 0, target, null, 0, null));
  }

  /**
   * Stores a file of any size; it is held in memory only while it is small.
   *
   * @throws IOException if the stream breaks or refuses
   */
  public void file(ProjectPath path, int mode, InputStream content) throws IOException {
    byte[] head = content.readNBytes(Packer.PACKED_BYTES + 1);
    if (head.length > Packer.PACKED_BYTES) {
      large(path, mode, head, content);
    } else {
      ContentHash hash = ContentHash.of(head);
      packer.add(head, ref -> entry(path, mode, hash, head.length, ref));
      count(head.length);
    }
  }

  public long files() {
    return files;
  }

  public long bytes() {
    return bytes;
  }

  /** The tree, sorted, with every parent that nobody named; all of its contents are stored. */
  public List<TreeEntry> finish() {
    packer.close();
    for (ProjectPath path : List.copyOf(entries.keySet())) {
      for (ProjectPath p = path.parent(); !p.isRoot() && !entries.containsKey(p); p = p.parent()) {
        directory(p, DIRECTORY_MODE);
      }
    }
    return List.copyOf(entries.values());
  }

  private void large(ProjectPath path, int mode, byte[] head, InputStream rest) throws IOException {
    Path spool = Files.createTempFile("atrium-content-", null);
    try {
      MessageDigest digest = ContentHash.newDigest();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(spool), digest)) {
        out.write(head);
        rest.transferTo(out);
      }
      ContentHash hash = ContentHash.of(digest);
      long size = Files.size(spool);
      store.put(prefix + LogKeys.blob(hash), spool, hash);
      entry(path, mode, hash, size, new ContentRef.Blob(hash));
      count(size);
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private void entry(ProjectPath path, int mode, ContentHash hash, long size, ContentRef content) {
    entries.put(path, new TreeEntry(path, FileType.FILE, mode, null, hash, size, content));
  }

  private void count(long size) {
    files++;
    bytes += size;
  }
}
