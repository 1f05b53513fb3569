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
 * @param changes in the order in which they happened; a path may stand more than once
 */
public record LogRecord(
    long seq, long epoch, String id, Instant at, boolean takeover, List<Change> changes) {

  public LogRecord {
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  @JsonIgnore
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
