package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which commits may share one force: those of which none is the base of another. */
final class Independence {

  private Independence() {}

  /**
   * Cuts a run of commits, in order, wherever one touches what an earlier one of its group does.
   */
  static List<List<ChangeLoop.Commit>> split(List<ChangeLoop.Commit> commits) {
    List<List<ChangeLoop.Commit>> groups = new ArrayList<>();
    Set<ProjectPath> touched = new HashSet<>();
    Set<ProjectPath> above = new HashSet<>();
    for (ChangeLoop.Commit commit : commits) {
      Set<ProjectPath> paths = paths(commit.changes());
      if (groups.isEmpty() || overlaps(paths, touched, above)) {
        groups.add(new ArrayList<>());
        touched.clear();
        above.clear();
      }
      groups.getLast().add(commit);
      touched.addAll(paths);
      paths.forEach(path -> addAncestors(path, above));
    }
    return groups;
  }

  private static Set<ProjectPath> paths(List<Change> changes) {
    Set<ProjectPath> paths = new HashSet<>();
    for (Change change : changes) {
      paths.add(change.path());
      if (change.movedFrom() != null) {
        paths.add(change.movedFrom());
      }
    }
    return paths;
  }

  private static boolean overlaps(
      Set<ProjectPath> paths, Set<ProjectPath> touched, Set<ProjectPath> above) {
    for (ProjectPath path : paths) {
      if (touched.contains(path) || above.contains(path)) {
        return true;
      }
      for (ProjectPath up = path.parent(); !up.isRoot(); up = up.parent()) {
        if (touched.contains(up)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void addAncestors(ProjectPath path, Set<ProjectPath> above) {
    for (ProjectPath up = path.parent(); !up.isRoot(); up = up.parent()) {
      above.add(up);
    }
  }
}
