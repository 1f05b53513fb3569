package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.runner.document.text.TextForm;
import java.util.Optional;

/**
 * A file as a document last knew it on disk.
 *
 * @param form how the text is written there
 */
record FileVersion(ContentHash hash, String text, TextForm form) {

  /**
   * A file by its bytes; empty if they are not UTF-8 text.
   *
   * @param hash of these bytes
   */
  static Optional<FileVersion> of(byte[] bytes, ContentHash hash) {
    return TextForm.decode(bytes).map(now -> new FileVersion(hash, now.text(), now.form()));
  }
}
