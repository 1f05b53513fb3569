package dev.atrium.runner.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.log.Change;
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
