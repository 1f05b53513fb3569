package dev.atrium.runner.sync;

import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What becomes of each path when another runner wrote to the log while this volume was away; a
 * decision without effects.
 *
 * <p>{@code base} is what the volume had when it last agreed with the log, as far as is known.
 *
 * <table>
 *   <caption>Where disk and log differ</caption>
 *   <tr><th>disk since base</th><th>log since base</th><th>then</th></tr>
 *   <tr><td>same</td><td>any</td><td>the log's</td></tr>
 *   <tr><td>changed</td><td>same</td><td>the disk's</td></tr>
 *   <tr><td>changed</td><td>deleted</td><td>the disk's</td></tr>
 *   <tr><td>deleted</td><td>changed</td><td>the log's</td></tr>
 *   <tr><td>changed</td><td>changed</td><td>the log's, and the disk's beside it</td></tr>
 * </table>
 */
final class Reconcile {

  /** What to do with a path; what is not named stays and is uploaded. */
  enum Action {
    TAKE,
    TAKE_AND_KEEP_BESIDE,
    DELETE
  }

  private final NavigableMap<ProjectPath, IndexEntry> disk;
  private final TreeState saved;
  private final Map<ProjectPath, IndexEntry> base;
  private final Predicate<ProjectPath> unsaved;

  /**
   * @param base empty if nothing is known
   * @param unsaved tells the paths of which the journal has edits that were not saved
   */
  Reconcile(
      NavigableMap<ProjectPath, IndexEntry> disk,
      TreeState saved,
      Map<ProjectPath, IndexEntry> base,
      Predicate<ProjectPath> unsaved) {
    this.disk = disk;
    this.saved = saved;
    this.base = base;
    this.unsaved = unsaved;
  }

  /** The paths that do not simply stay, sorted. */
  NavigableMap<ProjectPath, Action> plan() {
    TreeSet<ProjectPath> paths = new TreeSet<>(disk.keySet());
    paths.addAll(saved.entries().keySet());
    NavigableMap<ProjectPath, Action> plan = new TreeMap<>();
    for (ProjectPath path : paths) {
      Action action = decide(path);
      if (action != null) {
        plan.put(path, action);
      }
    }
    return plan;
  }

  private Action decide(ProjectPath path) {
    IndexEntry here = disk.get(path);
    TreeEntry there = saved.get(path);
    if (TreeDiff.isSame(here, there)) {
      return null;
    }
    IndexEntry before = base.get(path);
    boolean diskChanged = unsaved.test(path) || !isSame(here, before);
    boolean logChanged = !TreeDiff.isSame(before, there);
    if (!diskChanged) {
      return there == null ? Action.DELETE : Action.TAKE;
    }
    if (!logChanged || there == null) {
      return null;
    }
    if (here == null) {
      return Action.TAKE;
    }
    boolean bothDirectories =
        here.type() == FileType.DIRECTORY && there.type() == FileType.DIRECTORY;
    return bothDirectories ? Action.TAKE : Action.TAKE_AND_KEEP_BESIDE;
  }

  private static boolean isSame(IndexEntry here, IndexEntry before) {
    return here == null ? before == null : before != null && here.sameContent(before);
  }
}
