package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files and directories that the disk does not let the runner read: nothing saves what is in
 * them. Not thread-safe.
 */
final class Unreadable {

  /**
   * The most that are remembered; a project in which nothing can be read is told as well by them.
   */
  private static final int MAX = 1_000;

  private static final int NAMED = 5;

  private final NavigableSet<ProjectPath> paths = new TreeSet<>();

  /** It could not be read. */
  void add(ProjectPath path) {
    if (paths.size() < MAX) {
      paths.add(path);
    }
  }

  /** It was read, or need not be. */
  void remove(ProjectPath path) {
    paths.remove(path);
  }

  /** A directory was listed: what was below it and is gone from it needs no reading any more. */
  void listed(ProjectPath directory, Set<ProjectPath> children) {
    paths.removeIf(
        path ->
            !path.equals(directory)
                && path.startsWith(directory)
                && !children.contains(childOf(directory, path)));
  }

  /** What a person is told; null if everything can be read. */
  Problem problem() {
    if (paths.isEmpty()) {
      return null;
    }
    List<ProjectPath> named = paths.stream().limit(NAMED).toList();
    String names = named.stream().map(ProjectPath::toString).collect(Collectors.joining(", "));
    int more = paths.size() - named.size();
    return ProblemType.NOT_READABLE.with(
        (paths.size() == 1 ? "1 path is" : paths.size() + " paths are")
            + " closed to the project's own account, so what is there is not saved: "
            + names
            + (more == 0 ? "" : " and " + more + " more")
            + ". Allow reading with chmod u+r, or delete what nobody needs.");
  }

  private static ProjectPath childOf(ProjectPath directory, ProjectPath below) {
    ProjectPath child = below;
    while (!child.parent().equals(directory)) {
      child = child.parent();
    }
    return child;
  }
}
