package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the project has on disk, as far as it goes to S3: local-only paths are not in it. Written by
 * the change loop alone; anybody may read.
 */
final class DiskIndex {

  private final ConcurrentNavigableMap<ProjectPath, IndexEntry> entries =
      new ConcurrentSkipListMap<>();
  private final AtomicLong bytes = new AtomicLong();

  DiskIndex() {}

  DiskIndex(Map<ProjectPath, IndexEntry> entries) {
    entries.forEach(this::put);
  }

  /**
   * Takes in a change whose disk nobody has looked at: what it leaves is never taken for the disk's
   * by its times.
   */
  void fold(Change change) {
    if (change.isDeletion()) {
      removeTree(change.path());
    } else if (change.movedFrom() != null) {
      moveTree(change.movedFrom(), change.path());
    } else {
      put(change.path(), IndexEntry.unseen(change));
    }
  }

  /** The entry at a path, or null. */
  IndexEntry get(ProjectPath path) {
    return entries.get(path);
  }

  void put(ProjectPath path, IndexEntry entry) {
    IndexEntry before = entries.put(path, entry);
    bytes.addAndGet(entry.size() - (before == null ? 0 : before.size()));
  }

  /** Removes a path and everything below it; false if nothing was there. */
  boolean removeTree(ProjectPath path) {
    boolean any = remove(path);
    for (ProjectPath below : below(path)) {
      any |= remove(below);
    }
    return any;
  }

  /** Renames a path and everything below it; what stood at the target is gone. */
  void moveTree(ProjectPath from, ProjectPath to) {
    Map<ProjectPath, IndexEntry> moved = new TreeMap<>();
    IndexEntry self = entries.get(from);
    if (self != null) {
      moved.put(to, self);
    }
    int prefix = from.bytes().length + 1;
    for (ProjectPath path : below(from)) {
      byte[] rest = Arrays.copyOfRange(path.bytes(), prefix, path.bytes().length);
      moved.put(to.resolve(ProjectPath.ofBytes(rest)), entries.get(path));
    }
    removeTree(from);
    removeTree(to);
    moved.forEach(this::put);
  }

  /** The paths directly in a directory. */
  List<ProjectPath> children(ProjectPath directory) {
    return below(directory).stream().filter(path -> path.parent().equals(directory)).toList();
  }

  /** A copy of everything. */
  NavigableMap<ProjectPath, IndexEntry> snapshot() {
    return new TreeMap<>(entries);
  }

  /** The bytes of all files. */
  long bytes() {
    return bytes.get();
  }

  private boolean remove(ProjectPath path) {
    IndexEntry removed = entries.remove(path);
    if (removed != null) {
      bytes.addAndGet(-removed.size());
    }
    return removed != null;
  }

  /** Everything below a directory: a contiguous range, because paths are ordered by bytes. */
  private List<ProjectPath> below(ProjectPath directory) {
    return entries.tailMap(firstBelow(directory), true).keySet().stream()
        .takeWhile(path -> path.startsWith(directory))
        .toList();
  }

  private static ProjectPath firstBelow(ProjectPath directory) {
    try {
      return directory.resolve("\u0001");
    } catch (InvalidPathException tooLong) {
      // A path as long as a path may be has nothing below it, and nothing sorts between the two.
      return directory;
    }
  }
}
