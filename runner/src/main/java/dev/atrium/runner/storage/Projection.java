package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.ContentSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * What the objects below {@code files/} still lack. It needs no memory of its own on this machine:
 * every record carries {@link #watermark} and every checkpoint {@link #unprojected}, so whoever
 * takes the log over knows what to repair from what it reads anyway. Thread-safe.
 */
final class Projection {

  private static final Logger LOG = Logger.getLogger(Projection.class);

  /** How often a path is tried while others succeed, before it waits for its next change. */
  private static final int MAX_FAILURES = 3;

  /** So many objects are written again without regret; more are worth a record. */
  private static final int FEW = 64;

  /**
   * An object to be written or removed.
   *
   * @param entry the file to be written; null to remove the object
   * @param source where its content can be read on this machine; null if only S3 has it
   * @param seq the record that changed it
   */
  record Task(ProjectPath path, TreeEntry entry, ContentSource source, long seq) {
    boolean isRemoval() {
      return entry == null;
    }
  }

  private final Predicate<ProjectPath> projectable;
  private final Map<ProjectPath, Task> dirty = new LinkedHashMap<>();
  private final Map<Task, Integer> failures = new java.util.IdentityHashMap<>();
  private long seq;
  private int doneSinceNote;
  private long doneUpTo;

  /**
   * @param seq the record that the tree is at, with no object known to be stale
   * @param projectable whether a path can be an object's key at all; others are left out
   */
  Projection(long seq, Predicate<ProjectPath> projectable) {
    this.seq = seq;
    this.projectable = projectable;
  }

  /**
   * A record was folded.
   *
   * @param before the entries that it may have changed, as they were
   * @param after the same as they are now
   */
  synchronized void folded(
      long seq,
      Map<ProjectPath, TreeEntry> before,
      Map<ProjectPath, TreeEntry> after,
      Map<ContentHash, ContentSource> sources) {
    this.seq = seq;
    after.forEach(
        (path, entry) -> {
          if (isFile(entry) && !isUpToDate(path, before.get(path), entry)) {
            add(new Task(path, entry, sources.get(entry.hash()), seq));
          }
        });
    before.forEach(
        (path, entry) -> {
          if (isFile(entry) && !isFile(after.get(path))) {
            add(new Task(path, null, null, seq));
          }
        });
  }

  /** Files whose objects are missing or stale since before the records that were folded. */
  synchronized void stale(long seq, Iterable<ProjectPath> paths, TreeLookup tree) {
    for (ProjectPath path : paths) {
      TreeEntry entry = tree.get(path);
      dirty.computeIfAbsent(
          path,
          p -> projectable.test(p) ? new Task(p, isFile(entry) ? entry : null, null, seq) : null);
    }
  }

  /** The objects agreed with the tree after this record: what changed up to it is done. */
  synchronized void agreedAfter(long watermark) {
    dirty.values().removeIf(task -> task.seq() <= watermark);
  }

  /** What is to be removed now, or what is to be written, oldest first. */
  synchronized List<Task> tasks(boolean removals) {
    return dirty.values().stream()
        .filter(task -> task.isRemoval() == removals)
        .filter(task -> failures.getOrDefault(task, 0) < MAX_FAILURES)
        .toList();
  }

  synchronized void done(Task task) {
    failures.remove(task);
    dirty.remove(task.path(), task);
    doneSinceNote++;
    doneUpTo = Math.max(doneUpTo, task.seq());
  }

  /** A record says that the objects agree up to this watermark. */
  synchronized void noted(long watermark) {
    if (watermark >= doneUpTo) {
      doneSinceNote = 0;
    }
  }

  /** Whether everything is done, and more of it than no record knows of yet should be repeated. */
  synchronized boolean owesNote() {
    return dirty.isEmpty() && doneSinceNote > FEW;
  }

  /** Notes that S3 refused this object while it took others; true if it is given up for now. */
  synchronized boolean failed(Task task) {
    if (dirty.get(task.path()) != task) {
      return false;
    }
    return failures.merge(task, 1, Integer::sum) == MAX_FAILURES;
  }

  /** The number of the record up to which the objects agree; see {@code LogRecord.projected}. */
  synchronized long watermark() {
    long oldest = dirty.values().stream().mapToLong(Task::seq).min().orElse(seq + 1);
    return Math.max(0, oldest - 1);
  }

  /** The paths whose objects do not agree with the tree now. */
  synchronized List<ProjectPath> unprojected() {
    return List.copyOf(dirty.keySet());
  }

  /** Looks up the tree's entry at a path, or null. */
  @FunctionalInterface
  interface TreeLookup {
    TreeEntry get(ProjectPath path);
  }

  private boolean isUpToDate(ProjectPath path, TreeEntry before, TreeEntry after) {
    return isFile(before) && before.hash().equals(after.hash()) && !dirty.containsKey(path);
  }

  private void add(Task task) {
    if (isProjectable(task.path())) {
      failures.remove(dirty.put(task.path(), task));
    }
  }

  private boolean isProjectable(ProjectPath path) {
    boolean fits = projectable.test(path);
    if (!fits) {
      LOG.infof("The path %s is too long for an object's key; it stays out of files/.", path);
    }
    return fits;
  }

  private static boolean isFile(TreeEntry entry) {
    return entry != null && entry.type() == FileType.FILE;
  }
}
