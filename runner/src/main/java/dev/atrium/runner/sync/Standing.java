package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;

/**
 * What stands at a path right now.
 *
 * @param kind null if nothing does
 * @param hash of a file's content; null otherwise
 */
record Standing(FileKind kind, ContentHash hash, int mode) {

  static final Standing NOTHING = new Standing(null, null, 0);

  boolean isNothing() {
    return kind == null;
  }

  boolean isFile() {
    return kind == FileKind.FILE;
  }

  boolean isDirectory() {
    return kind == FileKind.DIRECTORY;
  }
}
