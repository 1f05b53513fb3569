package dev.atrium.runner.document;

import dev.atrium.runner.journal.JournalEntry.SeenFile;
import dev.atrium.runner.sync.DocumentLog;

/**
 * Stores the updates of one document, in order. What may only be said of stored updates is done by
 * {@link #whenStored}, and not at all once one of them could not be stored. To be used in the
 * document's mailbox.
 */
final class UpdateStore {

  private final DocumentServices services;
  private final FileProjection projection;
  private final String guid;
  private final Runnable failed;
  private final SeenFile firstFile;

  /** All of a new document, which the journal gets before its first update. */
  private byte[] firstState;

  private volatile boolean failing;

  /**
   * @param projection brings into the file what is stored
   * @param failed is run once, on the journal's thread, when an update could not be stored
   */
  UpdateStore(
      DocumentServices services,
      LoadedDocument loaded,
      FileProjection projection,
      Runnable failed) {
    this.services = services;
    this.projection = projection;
    this.guid = loaded.guid();
    this.failed = failed;
    this.firstFile = SeenFile.asIs(loaded.file().hash());
    this.firstState = loaded.isNew() ? loaded.doc().encodeStateAsUpdate() : null;
  }

  /** Whether something could not be stored and is not in the file either. */
  boolean isFailing() {
    return failing;
  }

  /** Everything is in the file: whatever could not be stored needs not be any more. */
  void recovered() {
    failing = false;
  }

  /**
   * @param author the person's id, or null
   * @param file the file that the update takes in; null if it has nothing to do with the file
   */
  void store(byte[] update, String author, SeenFile file) {
    if (firstState != null) {
      journal(firstState, firstFile, null);
      firstState = null;
    }
    journal(update, file, author);
    projection.changed(update, author);
  }

  /** Runs something on the journal's thread once everything so far is stored. */
  void whenStored(Runnable task) {
    services.journal().afterThat(() -> unlessFailing(task));
  }

  /** The same, if by then there is no later task for the same {@code receiver} to be run. */
  void lastWhenStored(Object receiver, Runnable task) {
    services.journal().lastAfterThat(receiver, () -> unlessFailing(task));
  }

  private void unlessFailing(Runnable task) {
    if (!failing) {
      task.run();
    }
  }

  private void journal(byte[] update, SeenFile file, String author) {
    services
        .journal()
        .add(
            new DocumentLog.Update(
                projection.holder(), guid, projection.path(), update, file, author),
            this::stored);
  }

  /** On the journal's thread. */
  private void stored(RuntimeException failure) {
    if (failure != null && !failing) {
      failing = true;
      failed.run();
    }
  }
}
