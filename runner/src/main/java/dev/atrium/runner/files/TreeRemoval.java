package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes apart what was renamed into the staging directory, without following links and with a
 * bounded number of open directories however deep the tree is.
 */
final class TreeRemoval {

  /** A directory this deep is hoisted to the top instead of being descended into. */
  private static final int MAX_DEPTH = 16;

  private final Staging staging;
  private final Deque<ProjectPath> pending = new ArrayDeque<>();

  private TreeRemoval(Staging staging) {
    this.staging = staging;
  }

  /** Removes an entry of a directory of the project: first it vanishes, then it is taken apart. */
  static void vanish(
      Staging staging, SecureDirectory trash, SecureDirectory parent, ProjectPath name)
      throws IOException {
    Optional<FileStat> stat = parent.stat(name);
    if (stat.isEmpty()) {
      return;
    }
    if (stat.get().kind() != FileKind.DIRECTORY) {
      parent.deleteFile(name);
      return;
    }
    ProjectPath doomed = staging.freshName();
    try {
      parent.rename(name, trash, doomed);
    } catch (AccessDeniedException readOnly) {
      // A directory that changes its parent must be writable itself; module caches are not.
      parent.setMode(name, stat.get().mode() | 0700);
      parent.rename(name, trash, doomed);
    }
    remove(staging, trash, doomed);
  }

  /** Removes an entry of the staging directory with everything below it. */
  static void remove(Staging staging, SecureDirectory stagingDirectory, ProjectPath name)
      throws IOException {
    TreeRemoval removal = new TreeRemoval(staging);
    removal.pending.add(name);
    while (!removal.pending.isEmpty()) {
      removal.removeEntry(stagingDirectory, stagingDirectory, removal.pending.poll(), 0);
    }
  }

  private void removeEntry(SecureDirectory top, SecureDirectory parent, ProjectPath name, int depth)
      throws IOException {
    FileStat stat = parent.stat(name).orElse(null);
    if (stat == null) {
      return;
    }
    if (stat.kind() != FileKind.DIRECTORY) {
      parent.deleteFile(name);
      return;
    }
    if ((stat.mode() & 0700) != 0700) {
      parent.setMode(name, 0700);
    }
    if (depth == MAX_DEPTH) {
      ProjectPath hoisted = staging.freshName();
      parent.rename(name, top, hoisted);
      pending.add(hoisted);
      return;
    }
    try (SecureDirectory directory = parent.openDirectory(name)) {
      for (ProjectPath child : directory.names()) {
        removeEntry(top, directory, child, depth + 1);
      }
    }
    parent.deleteEmptyDirectory(name);
  }
}
