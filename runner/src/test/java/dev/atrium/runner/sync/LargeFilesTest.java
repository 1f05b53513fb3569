package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.ProjectTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files beyond what the log takes are never sent, so nothing waits for them. */
class LargeFilesTest {

  private static final Change FITS = file("fits", LogLimits.CONTENT_BYTES);
  private static final Change LARGE = file("large", LogLimits.CONTENT_BYTES + 1);

  private final Outgoing outgoing =
      new Outgoing(new Excludes(List.of()), new ProjectTree(Path.of("none"), Path.of("none")));

  @Test
  void whatIsTooLargeIsNotUploaded() {
    assertThat(outgoing.found(List.of(FITS, LARGE)))
        .extracting(pending -> pending.change().path())
        .containsExactly(FITS.path());
    assertThat(outgoing.journaled(1, List.of(FITS, LARGE)))
        .extracting(pending -> pending.change().path())
        .containsExactly(FITS.path());
  }

  @Test
  void aComparisonAsksForNothingThatIsTooLarge() {
    TreeMap<ProjectPath, IndexEntry> disk = new TreeMap<>();
    disk.put(FITS.path(), IndexEntry.unseen(FITS));
    disk.put(LARGE.path(), IndexEntry.unseen(LARGE));

    assertThat(TreeDiff.changes(disk, new TreeState(), new Attribution(), Instant.EPOCH))
        .extracting(Change::path)
        .containsExactly(FITS.path());
  }

  private static Change file(String path, long size) {
    return Change.file(
        ProjectPath.of(path),
        0644,
        null,
        Workspace.hash(path),
        size,
        new ContentRef.OnDisk("staged"),
        null,
        Cause.EDIT,
        Instant.EPOCH);
  }
}
