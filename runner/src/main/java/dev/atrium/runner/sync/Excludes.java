package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Which paths stay on this machine. Immutable. */
final class Excludes {

  private static final ProjectPath GIT = ProjectPath.of(".git");
  private static final byte[] LOCK = ".lock".getBytes(StandardCharsets.US_ASCII);

  private final Set<ProjectPath> names;

  /** Takes the names of directories and files that stay here wherever they stand. */
  Excludes(Collection<String> names) {
    this.names = names.stream().map(ProjectPath::of).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the path, or something above it, stays here; so do git's lock files. */
  boolean isLocalOnly(ProjectPath path) {
    boolean inGit = false;
    for (ProjectPath name : path.segments()) {
      if (names.contains(name) || inGit && isLock(name)) {
        return true;
      }
      inGit |= name.equals(GIT);
    }
    return false;
  }

  static boolean isLock(ProjectPath name) {
    byte[] bytes = name.bytes();
    int start = bytes.length - LOCK.length;
    return start > 0 && java.util.Arrays.equals(bytes, start, bytes.length, LOCK, 0, LOCK.length);
  }
}
