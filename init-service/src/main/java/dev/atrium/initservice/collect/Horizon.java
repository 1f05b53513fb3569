package dev.atrium.initservice.collect;

import dev.atrium.api.log.LogKeys;
import dev.atrium.initservice.store.StoredObject;
import java.time.Instant;
import java.util.List;

/**
 * Which part of a log may go. Pure.
 *
 * @param base the newest checkpoint at or before {@code fold}, or -1 if there is none
 * @param fold the newest record that is older than the history that is kept, or {@code base} if no
 *     record behind it is
 */
record Horizon(long base, long fold) {

  /**
   * @param checkpoints the project's, oldest first
   * @param records the project's, in order
   * @param keepFrom younger records stay
   */
  static Horizon of(List<StoredObject> checkpoints, List<StoredObject> records, Instant keepFrom) {
    long old = 0;
    for (StoredObject record : records) {
      if (!record.lastModified().isBefore(keepFrom)) {
        break;
      }
      old = LogKeys.numberOf(record.key());
    }
    long base = -1;
    for (StoredObject checkpoint : checkpoints) {
      long seq = LogKeys.numberOf(checkpoint.key());
      if (seq <= old) {
        base = seq;
      }
    }
    return new Horizon(base, Math.max(base, old));
  }

  /** Whether there is something behind the base to fold. */
  boolean hasRecordsToFold() {
    return fold > Math.max(base, 0);
  }

  /** Whether a record is covered by the checkpoint that this fold leaves. */
  boolean covers(StoredObject record) {
    return LogKeys.numberOf(record.key()) <= fold;
  }

  /** Whether a checkpoint is older than the one that this fold leaves. */
  boolean outdates(StoredObject checkpoint) {
    return LogKeys.numberOf(checkpoint.key()) < fold;
  }
}
