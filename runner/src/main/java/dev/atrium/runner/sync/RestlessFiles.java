package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that never come to rest, such as a log that a server writes: when each of them is due to be
 * taken as it is. Not thread-safe.
 */
final class RestlessFiles {

  /** How often a file is taken that keeps changing. */
  static final long INTERVAL_MILLIS = 10_000;

  /** Beyond this many the count begins anew, and the files are taken a little later. */
  private static final int MAX_FILES = 10_000;

  private final Map<ProjectPath, Long> since = new HashMap<>();

  /** Whether a file, seen to be changing once more, has been changing for an interval. */
  boolean isDue(ProjectPath path, long nowMillis) {
    if (since.size() >= MAX_FILES) {
      since.clear();
    }
    Long first = since.putIfAbsent(path, nowMillis);
    if (first == null || nowMillis - first < INTERVAL_MILLIS) {
      return false;
    }
    since.put(path, nowMillis);
    return true;
  }

  /** The file came to rest. */
  void settled(ProjectPath path) {
    since.remove(path);
  }
}
