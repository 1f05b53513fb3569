package dev.atrium.api.log;

import dev.atrium.api.path.ProjectPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The fold of a checkpoint and the records behind it: which paths the project has, and where the
 * content of each file is. Not thread-safe.
 *
 * <p>A writer folds its changes before it writes their record, so that a record in the log always
 * folds.
 */
public final class TreeState {

  /** Sorts before every other name, so that a directory's subtree can be found by its first key. */
  private static final ProjectPath FIRST_NAME = ProjectPath.ofBytes(new byte[] {1});

  private final NavigableMap<ProjectPath, TreeEntry> entries = new TreeMap<>();

  public TreeState() {}

  public TreeState(Collection<TreeEntry> entries) {
    entries.forEach(entry -> this.entries.put(entry.path(), entry));
  }

  /** The entry at a path, or null. */
  public TreeEntry get(ProjectPath path) {
    return entries.get(path);
  }

  /** Every entry, sorted by path, parents before what they contain: a live view. */
  public NavigableMap<ProjectPath, TreeEntry> entries() {
    return Collections.unmodifiableNavigableMap(entries);
  }

  /** What is below a path, without itself: a copy, sorted by path. */
  public List<TreeEntry> below(ProjectPath path) {
    if (path.bytes().length + 2 > ProjectPath.MAX_PATH_BYTES) {
      return List.of();
    }
    List<TreeEntry> below = new ArrayList<>();
    for (Map.Entry<ProjectPath, TreeEntry> entry :
        entries.tailMap(path.resolve(FIRST_NAME)).entrySet()) {
      if (!entry.getKey().startsWith(path)) {
        break;
      }
      below.add(entry.getValue());
    }
    return below;
  }

  /** Folds a record's changes in, in their order. */
  public void apply(LogRecord record) {
    record.changes().forEach(this::apply);
  }

  /**
   * Folds one change in, or leaves the tree as it was and throws.
   *
   * <ul>
   *   <li>A deleted, moved or replaced directory takes along what is below it; a directory that
   *       only gets another mode keeps it.
   *   <li>A file without new content keeps the content that it had, here or where it moved from.
   *   <li>A file keeps its document through new contents and moves; the document goes with the
   *       file.
   *   <li>An ancestor that is a file or link goes, because nothing can stand below one; missing
   *       parents are not invented.
   * </ul>
   *
   * @throws IllegalArgumentException if a file's content is nowhere, or something is to move below
   *     itself, or its subtree would get too long a path
   */
  public void apply(Change change) {
    if (change.isDeletion()) {
      remove(change.path());
      return;
    }
    ProjectPath source = change.movedFrom() == null ? change.path() : change.movedFrom();
    TreeEntry entry = entryAfter(change, entries.get(source));
    if (source.equals(change.path())) {
      if (entry.type() != FileType.DIRECTORY) {
        remove(change.path());
      }
    } else {
      move(source, change.path(), entry.type() == FileType.DIRECTORY);
    }
    removeAncestorsThatCannotContain(change.path());
    entries.put(change.path(), entry);
  }

  private static TreeEntry entryAfter(Change change, TreeEntry before) {
    if (change.type() != FileType.FILE) {
      return new TreeEntry(
          change.path(), change.type(), change.mode(), change.target(), null, 0, null);
    }
    if (change.content() != null) {
      return new TreeEntry(
          change.path(),
          FileType.FILE,
          change.mode(),
          null,
          change.hash(),
          change.size(),
          change.content(),
          documentAfter(change, before));
    }
    if (before == null || before.type() != FileType.FILE) {
      throw new IllegalArgumentException("The change of " + change.path() + " has no content.");
    }
    return new TreeEntry(
        change.path(),
        FileType.FILE,
        change.mode(),
        null,
        before.hash(),
        before.size(),
        before.content(),
        documentAfter(change, before));
  }

  /** Updates of a document that is not there would be of no use. */
  private static DocumentState documentAfter(Change change, TreeEntry before) {
    DocumentState known = before == null ? null : before.document();
    DocumentState after = known == null ? change.document() : known.then(change.document());
    return after == null || after.isWhole() ? after : null;
  }

  private void move(ProjectPath from, ProjectPath to, boolean subtree) {
    if (to.startsWith(from)) {
      throw new IllegalArgumentException("The path " + from + " cannot move below itself.");
    }
    List<TreeEntry> moved =
        subtree ? below(from).stream().map(entry -> rebase(entry, from, to)).toList() : List.of();
    remove(from);
    remove(to);
    moved.forEach(entry -> entries.put(entry.path(), entry));
  }

  private static TreeEntry rebase(TreeEntry entry, ProjectPath from, ProjectPath to) {
    byte[] path = entry.path().bytes();
    byte[] rest = Arrays.copyOfRange(path, from.bytes().length + 1, path.length);
    return new TreeEntry(
        to.resolve(ProjectPath.ofBytes(rest)),
        entry.type(),
        entry.mode(),
        entry.target(),
        entry.hash(),
        entry.size(),
        entry.content(),
        entry.document());
  }

  private void remove(ProjectPath path) {
    below(path).forEach(entry -> entries.remove(entry.path()));
    entries.remove(path);
  }

  private void removeAncestorsThatCannotContain(ProjectPath path) {
    for (ProjectPath parent = path.parent(); !parent.isRoot(); parent = parent.parent()) {
      TreeEntry entry = entries.get(parent);
      if (entry != null && entry.type() != FileType.DIRECTORY) {
        entries.remove(parent);
      }
    }
  }
}
