package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What quick open and search look at: people's own files, not what tools keep beside them. */
@Singleton
public class SearchableFiles {

  /** The most entries that a look at the whole project visits. */
  public static final int MAX_ENTRIES = 500_000;

  private static final ProjectPath GIT = ProjectPath.of(".git");

  private final ProjectChanges changes;

  @Inject
  public SearchableFiles(ProjectChanges changes) {
    this.changes = changes;
  }

  /** Whether to look at a file, or into a directory. */
  public boolean includes(FileStat stat) {
    return (stat.kind() == FileKind.FILE || stat.kind() == FileKind.DIRECTORY)
        && !stat.path().name().equals(GIT)
        && !changes.isLocalOnly(stat.path());
  }
}
