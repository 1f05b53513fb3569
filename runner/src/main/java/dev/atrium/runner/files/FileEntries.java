package dev.atrium.runner.files;

import dev.atrium.api.files.DirectoryListing;
import dev.atrium.api.files.FileEntry;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Directories as clients see them. Thread-safe; blocks. */
@Singleton
public class FileEntries {

  private static final Comparator<FileStat> DIRECTORIES_FIRST =
      Comparator.comparing((FileStat stat) -> stat.kind() != FileKind.DIRECTORY)
          .thenComparing(FileStat::path);

  private final ProjectTree tree;
  private final ProjectChanges changes;

  @Inject
  public FileEntries(ProjectTree tree, ProjectChanges changes) {
    this.tree = tree;
    this.changes = changes;
  }

  /**
   * Lists a directory.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, {@code not-a-regular-file}
   */
  public DirectoryListing list(ProjectPath directory) throws IOException {
    List<FileStat> stats = tree.list(directory);
    List<FileEntry> entries =
        stats.stream()
            .sorted(DIRECTORIES_FIRST)
            .limit(DirectoryListing.MAX_ENTRIES)
            .map(this::entry)
            .toList();
    return new DirectoryListing(directory, entries, stats.size() > entries.size());
  }

  private FileEntry entry(FileStat stat) {
    return new FileEntry(
        stat.path().name(),
        stat.kind(),
        stat.size(),
        stat.mode(),
        modifiedAt(stat),
        stat.target() == null ? null : text(stat.target()),
        changes.isLocalOnly(stat.path()));
  }

  private static Instant modifiedAt(FileStat stat) {
    return Instant.ofEpochSecond(0, stat.modifiedNanos())
        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  private static String text(byte[] target) {
    return new String(target, java.nio.charset.StandardCharsets.UTF_8);
  }
}
