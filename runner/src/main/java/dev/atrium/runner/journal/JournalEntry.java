package dev.atrium.runner.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.TextEdit;
import java.util.List;

/** What a frame of the journal holds. */
public sealed interface JournalEntry {

  /**
   * Acknowledged changes, all or none.
   *
   * @param seq ascending, with gaps where a number went to something that is not journalled
   */
  record Batch(long seq, List<Change> changes) implements JournalEntry {

    public Batch {
      changes = changes == null ? List.of() : List.copyOf(changes);
    }
  }

  /**
   * An acknowledged update of a live document. It counts as saved once a batch has brought it into
   * the file and the log.
   *
   * @param seq from the same numbers as a batch's
   * @param guid the document
   * @param path where its file stood
   * @param update a Yjs update of version 1
   * @param file the file on disk that the document has taken in with this update; null if it has
   *     not looked at the file
   * @param author the person's id, or null if nobody in particular
   */
  record DocumentUpdate(
      long seq, String guid, ProjectPath path, byte[] update, SeenFile file, String author)
      implements JournalEntry {}

  /**
   * A file as a document found it on disk.
   *
   * @param before what the document had known there; null if the file is the document's own text
   *     after the update
   * @param edits what made its text of the one before
   */
  record SeenFile(ContentHash hash, ContentHash before, List<TextEdit> edits) {

    public SeenFile {
      edits = edits == null ? List.of() : List.copyOf(edits);
    }

    /** A file that is the document's own text. */
    public static SeenFile asIs(ContentHash hash) {
      return new SeenFile(hash, null, List.of());
    }
  }

  /**
   * The batch of this number could not be applied: its caller was told so, and it does not count.
   */
  record Withdrawn(long seq) implements JournalEntry {}

  /**
   * Every batch up to {@code seq} stands on disk, as long as the machine runs. A hint: it is not
   * forced.
   */
  record Applied(long seq) implements JournalEntry {}

  /**
   * Every batch up to {@code seq} stands on disk and outlives a power loss: it was forced before
   * this was written. A hint: it is not forced itself.
   */
  record Forced(long seq) implements JournalEntry {}

  /**
   * Every batch up to {@code seq} is in S3. A hint: it is not forced.
   *
   * @param logSeq the newest record of the log in S3 at that time
   * @param epoch the epoch that wrote it
   */
  record Saved(long seq, long logSeq, long epoch) implements JournalEntry {}

  /** A kind that this version does not know; only found when reading, and never dropped. */
  record Unknown(int type, JsonNode payload) implements JournalEntry {}
}
