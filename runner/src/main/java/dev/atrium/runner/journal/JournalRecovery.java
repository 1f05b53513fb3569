package dev.atrium.runner.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a journal's directory holds at a start.
 *
 * <p>A frame that is not whole at the end of the last segment was never acknowledged: it is cut
 * off. Anywhere else it is damage; what precedes it is used, the file is put aside and reported.
 */
final class JournalRecovery {

  private final JournalDirectory directory;
  private final List<JournalEntry.Batch> batches = new ArrayList<>();
  private final List<JournalEntry.DocumentUpdate> updates = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private long applied;
  private long forced;
  private long maxSeq;
  private JournalEntry.Saved saved = new JournalEntry.Saved(0, 0, 0);

  JournalRecovery(JournalDirectory directory) {
    this.directory = directory;
  }

  Recovered run() throws IOException {
    List<Long> segments = directory.segments();
    List<SealedSegment> kept = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      boolean last = i == segments.size() - 1;
      SealedSegment segment = read(segments.get(i), last);
      if (segment != null) {
        kept.add(segment);
      }
    }
    batches.removeIf(batch -> batch.seq() <= saved.seq());
    updates.removeIf(update -> update.seq() <= saved.seq());
    long next = segments.isEmpty() ? 1 : segments.getLast() + 1;
    return new Recovered(
        List.copyOf(batches),
        List.copyOf(updates),
        applied,
        forced,
        saved,
        maxSeq,
        List.copyOf(damage),
        kept,
        next);
  }

  private SealedSegment read(long number, boolean last) throws IOException {
    try (JournalChannel channel = directory.open(number)) {
      JournalFrames.Segment segment = JournalFrames.decode(readFully(channel));
      long newest = 0;
      for (JournalEntry entry : segment.entries()) {
        newest = Math.max(newest, take(number, entry));
      }
      if (segment.damaged() && !last) {
        damage.add(
            "Segment %d is damaged at byte %d; what follows in it could not be read."
                .formatted(number, segment.end()));
        directory.quarantine(number);
        return null;
      }
      if (channel.size() > segment.end()) {
        channel.truncate(segment.end());
        channel.force();
      }
      return new SealedSegment(number, segment.end(), newest);
    }
  }

  /** Returns the entry's sequence number if it is a batch or an update, else 0. */
  private long take(long segment, JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Batch batch -> {
        batches.add(batch);
        maxSeq = Math.max(maxSeq, batch.seq());
        return batch.seq();
      }
      case JournalEntry.DocumentUpdate update -> {
        updates.add(update);
        maxSeq = Math.max(maxSeq, update.seq());
        return update.seq();
      }
      case JournalEntry.Withdrawn withdrawn ->
          batches.removeIf(batch -> batch.seq() == withdrawn.seq());
      case JournalEntry.Applied mark -> applied = Math.max(applied, mark.seq());
      case JournalEntry.Forced mark -> forced = Math.max(forced, mark.seq());
      case JournalEntry.Saved mark -> {
        maxSeq = Math.max(maxSeq, mark.seq());
        saved = mark.seq() >= saved.seq() ? mark : saved;
      }
      case JournalEntry.Unknown unknown ->
          throw new UncheckedIOException(
              new IOException(
                  "Segment %d holds an entry of type %d, which a newer version wrote; start that"
                          .formatted(segment, unknown.type())
                      + " version again."));
    }
    return 0;
  }

  private static byte[] readFully(JournalChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // Short reads are allowed; the loop ends at the file's end.
    }
    return bytes.array();
  }

  /** A segment that is not written to any more. */
  record SealedSegment(long number, long bytes, long newestBatch) {}

  /** Everything that a start learns. */
  record Recovered(
      List<JournalEntry.Batch> batches,
      List<JournalEntry.DocumentUpdate> updates,
      long applied,
      long forced,
      JournalEntry.Saved saved,
      long maxSeq,
      List<String> damage,
      List<SealedSegment> segments,
      long nextSegment) {}
}
