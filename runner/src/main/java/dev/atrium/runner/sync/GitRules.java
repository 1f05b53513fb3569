package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps a saved {@code .git} usable at every record: nothing of it while git works on it, and
 * objects before what refers to them.
 */
final class GitRules {

  private static final ProjectPath GIT = ProjectPath.of(".git");
  private static final ProjectPath OBJECTS = ProjectPath.of("objects");

  private GitRules() {}

  /** The {@code .git} directory that a path is in or is, or null. */
  static ProjectPath repository(ProjectPath path) {
    ProjectPath repository = null;
    for (ProjectPath at = path; !at.isRoot(); at = at.parent()) {
      if (at.name().equals(GIT)) {
        repository = at;
      }
    }
    return repository;
  }

  /** The order in which a batch of disk changes is saved; stable otherwise. */
  static List<Change> inSafeOrder(List<Change> changes) {
    Set<ProjectPath> arriving = new HashSet<>();
    changes.stream().filter(change -> !change.isDeletion()).forEach(c -> arriving.add(c.path()));
    List<Change> ordered = new ArrayList<>(changes);
    ordered.sort(Comparator.comparingInt(change -> rank(change, arriving)));
    return ordered;
  }

  /** Deletions come last, except where something else arrives in the place. */
  private static int rank(Change change, Set<ProjectPath> arriving) {
    if (change.isDeletion()) {
      return arriving.contains(change.path()) ? 0 : 3;
    }
    ProjectPath repository = repository(change.path());
    return repository == null || isObject(repository, change.path()) ? 1 : 2;
  }

  private static boolean isObject(ProjectPath repository, ProjectPath path) {
    return path.equals(repository) || path.startsWith(repository.resolve(OBJECTS));
  }
}
