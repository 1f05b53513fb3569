package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One walk over a tree: parents before children, siblings in the order of their bytes. What lies
 * deeper than {@value #MAX_OPEN} levels comes last, so that few directories are open at once.
 */
public final class TreeWalk {

  private static final int MAX_OPEN = 24;

  /**
   * What a walk came to.
   *
   * @param visited how many entries the visitor saw
   * @param truncated true if there were more than the limit, so that nothing follows from a path
   *     that was not seen
   * @param unreadable directories of which not every entry could be read, so that nothing is known
   *     of what else is below them
   */
  public record Result(int visited, boolean truncated, List<ProjectPath> unreadable) {}

  private final TreeReader tree;
  private final Predicate<FileStat> include;
  private final int limit;
  private final Consumer<FileStat> visitor;
  private final List<ProjectPath> unreadable = new ArrayList<>();
  private final Deque<ProjectPath> deferred = new ArrayDeque<>();
  private int visited;
  private boolean truncated;

  TreeWalk(TreeReader tree, Predicate<FileStat> include, int limit, Consumer<FileStat> visitor) {
    this.tree = tree;
    this.include = include;
    this.limit = limit;
    this.visitor = visitor;
  }

  Result run(ProjectPath start) throws IOException {
    try (SecureDirectory directory = tree.openDirectory(start)) {
      walk(directory, 1);
    }
    while (!truncated && !deferred.isEmpty()) {
      enter(deferred.poll());
    }
    return new Result(visited, truncated, List.copyOf(unreadable));
  }

  private void enter(ProjectPath path) throws IOException {
    try (SecureDirectory directory = tree.openDirectory(path)) {
      walk(directory, 1);
    } catch (ProblemException | AccessDeniedException goneOrClosed) {
      unreadable.add(path);
    }
  }

  private void walk(SecureDirectory directory, int open) throws IOException {
    for (ProjectPath name : directory.names()) {
      Optional<FileStat> found = stat(directory, name);
      if (found.isEmpty() || !include.test(found.get())) {
        continue;
      }
      if (visited == limit) {
        truncated = true;
        return;
      }
      visited++;
      visitor.accept(found.get());
      if (found.get().kind() == FileKind.DIRECTORY) {
        descend(directory, name, open);
      }
      if (truncated) {
        return;
      }
    }
  }

  private Optional<FileStat> stat(SecureDirectory directory, ProjectPath name) throws IOException {
    try {
      return tree.withTarget(directory.stat(name));
    } catch (InvalidPathException tooLong) {
      unreadable.add(directory.path());
      return Optional.empty();
    }
  }

  private void descend(SecureDirectory parent, ProjectPath name, int open) throws IOException {
    ProjectPath path = parent.path().resolve(name);
    if (open == MAX_OPEN) {
      deferred.add(path);
      return;
    }
    SecureDirectory child;
    try {
      child = parent.openDirectory(name);
    } catch (ProblemException | AccessDeniedException goneOrClosed) {
      unreadable.add(path);
      return;
    }
    try (child) {
      walk(child, open + 1);
    }
  }
}
