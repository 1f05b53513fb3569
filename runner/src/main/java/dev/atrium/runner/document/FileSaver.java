package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.files.OpenFiles;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The files of documents: reads them, and commits what they become. Blocks; thread-safe. */
@Singleton
class FileSaver {

  private final ProjectTree tree;
  private final ProjectChanges changes;
  private final Clock clock;

  @Inject
  FileSaver(ProjectTree tree, ProjectChanges changes, Clock clock) {
    this.tree = tree;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * What a document becomes in its file.
   *
   * @param base what stands there; null if nothing may
   * @param document what goes along of the document; null for a file without one
   * @param author the person's id; null for nobody in particular
   */
  record Save(
      ProjectPath path,
      ContentHash base,
      byte[] content,
      ContentHash hash,
      DocumentState document,
      String author,
      Cause cause) {}

  /** A committed file, by the journal's number. */
  record Saved(ContentHash hash, long seq) {}

  /**
   * A file's bytes; empty if nothing stands there.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code too-large}, {@code not-a-regular-file}
   */
  Optional<byte[]> read(ProjectPath path) {
    try {
      Optional<FileStat> stat = tree.stat(path);
      return stat.isEmpty()
          ? Optional.empty()
          : Optional.of(tree.readAll(path, OpenFiles.MAX_BYTES));
    } catch (java.nio.file.NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + path + "' cannot be read.", failed);
    }
  }

  /**
   * Commits.
   *
   * @throws dev.atrium.api.problem.ProblemException see {@link ProjectChanges#commit}
   */
  Saved commit(Save save) {
    byte[] bytes = save.content();
    if (bytes.length <= LogLimits.INLINE_BYTES) {
      return commit(save, new ContentRef.Inline(bytes));
    }
    if (save.hash().equals(save.base())) {
      return commit(save, null);
    }
    try {
      StagedFile staged = tree.stage(new ByteArrayInputStream(bytes), bytes.length);
      try {
        return commit(save, new ContentRef.OnDisk(staged.name()));
      } finally {
        tree.discard(staged);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + save.path() + "' cannot be written.", failed);
    }
  }

  /** Whether anything stands at a path. */
  boolean stands(ProjectPath path) {
    try {
      return tree.stat(path).isPresent();
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + path + "' cannot be looked at.", failed);
    }
  }

  /** A file in a directory with one of these names and this content. */
  Optional<ProjectPath> find(
      ProjectPath directory, Predicate<ProjectPath> name, ContentHash content) {
    try {
      for (FileStat stat : tree.list(directory)) {
        boolean file = stat.kind() == FileKind.FILE;
        if (file && name.test(stat.path().name()) && tree.hash(stat.path()).equals(content)) {
          return Optional.of(stat.path());
        }
      }
      return Optional.empty();
    } catch (IOException | ProblemException gone) {
      return Optional.empty();
    }
  }

  private Saved commit(Save save, ContentRef content) {
    Change change =
        Change.file(
                save.path(),
                Modes.KEEP,
                save.base(),
                save.hash(),
                save.content().length,
                content,
                save.author(),
                save.cause(),
                clock.instant())
            .withDocument(save.document());
    return new Saved(save.hash(), changes.commit(List.of(change)));
  }
}
