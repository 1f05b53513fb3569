package dev.atrium.api.log;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * One object of a project's log, {@code atrium/log/<seq>}, created with {@code If-None-Match: *}.
 *
 * @param seq 1 and up, without gaps
 * @param epoch the epoch of the runner that wrote it; never lower than the record before
 * @param id a random id, by which a writer knows its own record after a lost answer
 * @param at when it was written
 * @param takeover true for the record by which a new epoch takes the log over; it has no changes
 * @param projected when this record was written, the objects below {@code files/} agreed with the
 *     tree after the record of this number, apart from paths that later records changed; 0 if
 *     nothing is known
 * @param changes in the order in which they happened; a path may stand more than once
 */
public record LogRecord(
    long seq,
    long epoch,
    String id,
    Instant at,
    boolean takeover,
    long projected,
    List<Change> changes) {

  public LogRecord {
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** A record of a writer that does not keep the projection. */
  public LogRecord(
      long seq, long epoch, String id, Instant at, boolean takeover, List<Change> changes) {
    this(seq, epoch, id, at, takeover, 0, changes);
  }

  @JsonIgnore
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
