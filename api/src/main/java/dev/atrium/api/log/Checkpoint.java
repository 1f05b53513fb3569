package dev.atrium.api.log;

import dev.atrium.api.path.ProjectPath;
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
 * @param unprojected the paths whose objects below {@code files/} did not agree with the entries
 *     yet; null if nothing is known of the projection, so that all of it has to be written
 */
public record Checkpoint(
    long seq, long epoch, Instant at, List<TreeEntry> entries, List<ProjectPath> unprojected) {

  public Checkpoint {
    entries = entries == null ? List.of() : List.copyOf(entries);
    unprojected = unprojected == null ? null : List.copyOf(unprojected);
  }

  /** A checkpoint of a writer that does not keep the projection. */
  public Checkpoint(long seq, long epoch, Instant at, List<TreeEntry> entries) {
    this(seq, epoch, at, entries, null);
  }
}
