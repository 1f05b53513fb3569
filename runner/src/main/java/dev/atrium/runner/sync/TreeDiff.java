package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/** What it takes to turn the tree in S3 into the one on disk; a function. */
final class TreeDiff {

  private TreeDiff() {}

  /** The changes, in the order in which they are to be saved; contents are on disk. */
  static List<Change> changes(
      NavigableMap<ProjectPath, IndexEntry> disk,
      TreeState saved,
      Attribution attribution,
      Instant at) {
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<ProjectPath, IndexEntry> entry : disk.entrySet()) {
      TreeEntry before = saved.get(entry.getKey());
      if (!isSame(entry.getValue(), before)) {
        changes.add(arrival(entry.getKey(), entry.getValue(), before, attribution, at));
      }
    }
    ProjectPath gone = null;
    for (TreeEntry entry : saved.entries().values()) {
      boolean covered = gone != null && entry.path().startsWith(gone);
      if (!covered && !disk.containsKey(entry.path())) {
        gone = entry.path();
        Attribution.Owed owed = attribution.of(gone);
        changes.add(Change.delete(gone, entry.hash(), owed.author(), owed.cause(), at));
      }
    }
    return GitRules.inSafeOrder(changes);
  }

  /** Whether a reader sees the same on disk and in S3, as far as the log takes what is on disk. */
  static boolean isSame(IndexEntry disk, TreeEntry saved) {
    if (disk != null && Outgoing.isTooLarge(disk.size())) {
      return true;
    }
    if (disk == null || saved == null) {
      return disk == null && saved == null;
    }
    return disk.type() == saved.type()
        && disk.mode() == saved.mode()
        && Objects.equals(disk.hash(), saved.hash())
        && Arrays.equals(disk.target(), saved.target());
  }

  private static Change arrival(
      ProjectPath path, IndexEntry entry, TreeEntry before, Attribution attribution, Instant at) {
    Attribution.Owed owed = attribution.of(path);
    return switch (entry.type()) {
      case FILE ->
          Change.file(
              path,
              entry.mode(),
              before == null ? null : before.hash(),
              entry.hash(),
              entry.size(),
              null,
              owed.author(),
              owed.cause(),
              at);
      case DIRECTORY -> Change.directory(path, entry.mode(), owed.author(), owed.cause(), at);
      case LINK -> Change.link(path, entry.target(), owed.author(), owed.cause(), at);
    };
  }
}
