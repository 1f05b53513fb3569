package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.ContentSource;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds records into the tree and tells the projection which files they touched. */
final class TreeFold {

  private TreeFold() {}

  /**
   * Folds a record.
   *
   * @return the paths that it may have changed
   */
  static Set<ProjectPath> fold(
      TreeState tree,
      Projection projection,
      LogRecord record,
      Map<ContentHash, ContentSource> sources) {
    Map<ProjectPath, TreeEntry> before = new HashMap<>();
    Map<ProjectPath, TreeEntry> after = new HashMap<>();
    Set<ProjectPath> seen = new HashSet<>();
    for (Change change : record.changes()) {
      for (TreeEntry entry : touched(tree, change)) {
        // What an earlier change of the same record put there was not there before the record.
        if (seen.add(entry.path())) {
          before.put(entry.path(), entry);
        }
      }
      tree.apply(change);
      touched(tree, change).forEach(entry -> seen.add(entry.path()));
    }
    for (ProjectPath path : seen) {
      if (tree.get(path) != null) {
        after.put(path, tree.get(path));
      }
    }
    projection.folded(record.seq(), before, after, sources);
    return seen;
  }

  /**
   * The changes that fold, in order. The others name a file's old content that is not there: what
   * brought it was left out, so they are too.
   */
  static List<PendingChange> foldable(TreeState tree, List<PendingChange> changes) {
    if (changes.stream().noneMatch(pending -> needsCheck(pending.change()))) {
      return changes;
    }
    TreeState trial = new TreeState(tree.entries().values());
    List<PendingChange> foldable = new ArrayList<>();
    for (PendingChange pending : changes) {
      try {
        trial.apply(pending.change());
        foldable.add(pending);
      } catch (IllegalArgumentException refused) {
        // It is missing from the result, which is how the caller learns of it.
      }
    }
    return foldable;
  }

  /** Where S3 has each content already, apart from what travelled inside records. */
  static Map<ContentHash, ContentRef> stored(TreeState tree) {
    Map<ContentHash, ContentRef> stored = new HashMap<>();
    for (TreeEntry entry : tree.entries().values()) {
      if (isStored(entry.content())) {
        stored.put(entry.hash(), entry.content());
      }
      DocumentState document = entry.document();
      if (document != null && isStored(document.state())) {
        stored.put(document.hash(), document.state());
      }
    }
    return stored;
  }

  private static boolean isStored(ContentRef content) {
    return content instanceof ContentRef.Blob || content instanceof ContentRef.Slice;
  }

  private static boolean needsCheck(Change change) {
    return change.movedFrom() != null
        || (change.type() == FileType.FILE && change.content() == null);
  }

  /** What stands at and below the paths of a change, and above where it must give way. */
  private static List<TreeEntry> touched(TreeState tree, Change change) {
    List<TreeEntry> touched = new ArrayList<>(subtree(tree, change.path()));
    if (change.movedFrom() != null) {
      touched.addAll(subtree(tree, change.movedFrom()));
    }
    for (ProjectPath up = change.path().parent(); !up.isRoot(); up = up.parent()) {
      TreeEntry entry = tree.get(up);
      if (entry != null && entry.type() != FileType.DIRECTORY) {
        touched.add(entry);
      }
    }
    return touched;
  }

  private static List<TreeEntry> subtree(TreeState tree, ProjectPath path) {
    TreeEntry self = tree.get(path);
    if (self != null && self.type() != FileType.DIRECTORY) {
      return List.of(self);
    }
    List<TreeEntry> entries = new ArrayList<>(tree.below(path));
    if (self != null) {
      entries.add(self);
    }
    return entries;
  }
}
