package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.update.Updates;
import java.util.List;

/**
 * A document as it is to be saved.
 *
 * @param taken what the save brings into the file
 * @param after the file after it
 * @param whole whether all of the document's state goes along, rather than what is new
 * @param bytes how long that is
 */
record SaveAttempt(
    FileSaver.Save save, Unsaved taken, FileVersion after, boolean whole, int bytes) {

  /**
   * @param before the file on disk
   * @param whole whether the log needs all of the document
   */
  static SaveAttempt of(
      Doc doc, String guid, ProjectPath path, FileVersion before, Unsaved taken, boolean whole) {
    String text = doc.text(LiveDocument.TEXT).toString();
    byte[] content = before.form().encode(text);
    ContentHash hash = ContentHash.of(content);
    boolean all = whole || taken.updates().isEmpty();
    byte[] update = all ? doc.encodeStateAsUpdate() : Updates.mergeUpdates(taken.updates());
    DocumentState state =
        all
            ? DocumentState.whole(guid, update, hash)
            : DocumentState.updates(guid, List.of(update), hash);
    return new SaveAttempt(
        new FileSaver.Save(
            path, before.hash(), content, hash, state, taken.author(), taken.cause()),
        taken,
        new FileVersion(hash, text, before.form()),
        all,
        update.length);
  }
}
