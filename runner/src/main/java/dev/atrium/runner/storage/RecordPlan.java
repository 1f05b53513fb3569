package dev.atrium.runner.storage;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogLimits;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.util.ArrayList;
import java.util.List;

/** How changes are spread over records, so that each keeps within {@link LogLimits}. */
final class RecordPlan {

  /** More than a change's field names, hashes, sizes and times take in CBOR. */
  private static final int CHANGE_BYTES = 640;

  /** The same for a document's. */
  private static final int DOCUMENT_BYTES = 384;

  /** What goes before each update of a document. */
  private static final int UPDATE_BYTES = 8;

  private RecordPlan() {}

  /** The changes of each record, in order; their contents are placed already. */
  static List<List<PendingChange>> split(List<PendingChange> changes) {
    List<List<PendingChange>> records = new ArrayList<>();
    List<PendingChange> open = new ArrayList<>();
    long bytes = 0;
    for (PendingChange pending : changes) {
      long more = estimate(pending.change());
      if (!open.isEmpty()
          && (bytes + more > LogLimits.RECORD_BYTES - CHANGE_BYTES
              || open.size() == LogLimits.RECORD_CHANGES)) {
        records.add(open);
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(pending);
      bytes += more;
    }
    if (!open.isEmpty()) {
      records.add(open);
    }
    return records;
  }

  /** An upper bound of a change's size in CBOR. */
  static long estimate(Change change) {
    long bytes = CHANGE_BYTES + change.path().bytes().length;
    if (change.movedFrom() != null) {
      bytes += change.movedFrom().bytes().length;
    }
    if (change.target() != null) {
      bytes += change.target().length;
    }
    if (change.author() != null) {
      bytes += 3L * change.author().length();
    }
    if (change.content() instanceof ContentRef.Inline inline) {
      bytes += inline.bytes().length;
    }
    if (change.document() != null) {
      bytes += DOCUMENT_BYTES + change.document().inlineBytes();
      bytes += (long) UPDATE_BYTES * change.document().updates().size();
    }
    return bytes;
  }
}
