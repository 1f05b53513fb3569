package dev.atrium.api.log;

import java.time.Instant;
import java.util.List;

/**
 * The whole tree after record {@code seq}, {@code atrium/checkpoints/<seq>}; a start reads the
 * newest one and the records behind it.
 *
 * @param seq the last record that it covers; 0 for a project without records
 * @param epoch the epoch of that record
 * @param entries sorted by path, parents before children; contents are never {@link
 *     ContentRef.OnDisk}
 */
public record Checkpoint(long seq, long epoch, Instant at, List<TreeEntry> entries) {

  public Checkpoint {
    entries = entries == null ? List.of() : List.copyOf(entries);
  }
}
