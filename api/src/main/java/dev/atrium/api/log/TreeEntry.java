package dev.atrium.api.log;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;

/** One path of a checkpoint; the fields are those of {@link Change}. */
public record TreeEntry(
    ProjectPath path,
    FileType type,
    int mode,
    byte[] target,
    ContentHash hash,
    long size,
    ContentRef content,
    DocumentState document) {

  /** An entry without a document. */
  public TreeEntry(
      ProjectPath path,
      FileType type,
      int mode,
      byte[] target,
      ContentHash hash,
      long size,
      ContentRef content) {
    this(path, type, mode, target, hash, size, content, null);
  }

  /** The same file with its content in another place. */
  public TreeEntry withContent(ContentRef content) {
    return new TreeEntry(path, type, mode, target, hash, size, content, document);
  }
}
