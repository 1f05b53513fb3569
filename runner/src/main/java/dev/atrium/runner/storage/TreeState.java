package dev.atrium.runner.storage;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fold of a checkpoint and the records behind it: which paths the project has. Pure and not
 * thread-safe.
 */
public final class TreeState {

  private final NavigableMap<ProjectPath, TreeEntry> entries = new TreeMap<>();

  public TreeState() {}

  public TreeState(Collection<TreeEntry> entries) {
    entries.forEach(entry -> this.entries.put(entry.path(), entry));
  }

  /** The entry at a path, or null. */
  public TreeEntry get(ProjectPath path) {
    return entries.get(path);
  }

  /** Every entry, by path. */
  public NavigableMap<ProjectPath, TreeEntry> entries() {
    return Collections.unmodifiableNavigableMap(entries);
  }

  /**
   * Folds one change in. A deleted or moved directory takes along what is below it; a path's
   * missing parents are not invented.
   */
  public void apply(Change change) {
    throw new UnsupportedOperationException("The storage feature brings this.");
  }
}
