package dev.atrium.runner.files;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * People's edits of files as changes to be committed. Every method blocks and returns when the edit
 * is acknowledged; what {@link ProjectChanges#commit} refuses is thrown as it is. Thread-safe.
 */
@Singleton
public class FileEdits {

  /** The most entries that one copy may have. */
  static final int MAX_COPIED = 20_000;

  private final ProjectTree tree;
  private final ProjectChanges changes;
  private final OpenFiles open;
  private final Clock clock;

  @Inject
  public FileEdits(ProjectTree tree, ProjectChanges changes, OpenFiles open, Clock clock) {
    this.tree = tree;
    this.changes = changes;
    this.open = open;
    this.clock = clock;
  }

  /**
   * An acknowledged write.
   *
   * @param seq the journal's number of it
   */
  public record Written(ContentHash hash, long seq) {}

  /**
   * Writes a file from a stream; large contents go through staging, never through memory. If the
   * file is open as a live document, it is an edit of that: then the answer's hash is of what the
   * file has become.
   *
   * @param base the hash that the new content replaces; null if nothing may stand there
   * @param limit the most bytes
   */
  public Written write(
      ProjectPath path, ContentHash base, InputStream content, long limit, Caller author)
      throws IOException {
    if (base == null || !open.isOpen(path)) {
      return replace(path, base, content, limit, author);
    }
    byte[] most = content.readNBytes((int) Math.min(limit, OpenFiles.MAX_BYTES) + 1);
    if (most.length <= Math.min(limit, OpenFiles.MAX_BYTES)) {
      Optional<Written> edited = open.write(path, base, most, author.person());
      if (edited.isPresent()) {
        return edited.get();
      }
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(most), content);
    return replace(path, base, whole, limit, author);
  }

  private Written replace(
      ProjectPath path, ContentHash base, InputStream content, long limit, Caller author)
      throws IOException {
    byte[] head = content.readNBytes(LogLimits.INLINE_BYTES + 1);
    if (head.length <= LogLimits.INLINE_BYTES && head.length <= limit) {
      ContentHash hash = ContentHash.of(head);
      return commitFile(path, base, hash, head.length, new ContentRef.Inline(head), author);
    }
    StagedFile staged =
        tree.stage(new SequenceInputStream(new ByteArrayInputStream(head), content), limit);
    boolean committed = false;
    try {
      Written written =
          commitFile(
              path,
              base,
              staged.hash(),
              staged.size(),
              new ContentRef.OnDisk(staged.name()),
              author);
      committed = true;
      return written;
    } finally {
      if (!committed) {
        tree.discard(staged);
      }
    }
  }

  /**
   * Deletes what stands at a path, a directory with what is in it.
   *
   * @param base the hash of the file that the caller has seen; null for what is not a file
   */
  public long delete(ProjectPath path, ContentHash base, Caller author) {
    return commit(Change.delete(path, base, author.person(), Cause.EDIT, clock.instant()));
  }

  public long createDirectory(ProjectPath path, Caller author) {
    return commit(
        Change.directory(path, Modes.DIRECTORY, author.person(), Cause.EDIT, clock.instant()));
  }

  public long move(ProjectPath from, ProjectPath to, Caller author) throws IOException {
    FileStat source = requireSource(from);
    return commit(atPath(source, to, null, null, author, clock.instant()).withMovedFrom(from));
  }

  /**
   * Copies a file, link or directory.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code too-many} entries; nothing is copied
   */
  public long copy(ProjectPath from, ProjectPath to, Caller author) throws IOException {
    FileStat source = requireSource(from);
    if (to.startsWith(from)) {
      throw ProblemType.INVALID_PATH.thrownFor("to", "'" + from + "' cannot hold its own copy.");
    }
    List<FileStat> sources = new ArrayList<>(List.of(source));
    if (source.kind() == FileKind.DIRECTORY) {
      TreeWalk.Result walk =
          tree.walk(from, stat -> stat.kind() != FileKind.OTHER, MAX_COPIED, sources::add);
      if (walk.truncated()) {
        throw ProblemType.TOO_MANY.thrownFor(
            "from", "'" + from + "' has more than " + MAX_COPIED + " entries; copy parts of it.");
      }
    }
    List<StagedFile> staged = new ArrayList<>();
    boolean committed = false;
    try {
      long seq = changes.commit(copies(sources, from, to, staged, author));
      committed = true;
      return seq;
    } finally {
      if (!committed) {
        for (StagedFile file : staged) {
          tree.discard(file);
        }
      }
    }
  }

  private List<Change> copies(
      List<FileStat> sources,
      ProjectPath from,
      ProjectPath to,
      List<StagedFile> staged,
      Caller author)
      throws IOException {
    Instant now = clock.instant();
    List<Change> copies = new ArrayList<>();
    for (FileStat source : sources) {
      ProjectPath target = to.resolve(source.path().below(from));
      StagedFile content = null;
      if (source.kind() == FileKind.FILE) {
        try (InputStream in = tree.read(source.path())) {
          content = tree.stage(in, Long.MAX_VALUE);
        }
        staged.add(content);
      }
      ContentRef ref = content == null ? null : new ContentRef.OnDisk(content.name());
      copies.add(atPath(source, target, content, ref, author, now));
    }
    return copies;
  }

  private static Change atPath(
      FileStat source,
      ProjectPath path,
      StagedFile content,
      ContentRef ref,
      Caller author,
      Instant now) {
    String person = author.person();
    return switch (source.kind()) {
      case DIRECTORY -> Change.directory(path, source.mode(), person, Cause.EDIT, now);
      case LINK -> Change.link(path, source.target(), person, Cause.EDIT, now);
      case FILE ->
          Change.file(
              path,
              source.mode(),
              null,
              content == null ? null : content.hash(),
              content == null ? source.size() : content.size(),
              ref,
              person,
              Cause.EDIT,
              now);
      case OTHER -> throw Refusals.notAFile(source.path(), FileKind.OTHER);
    };
  }

  private FileStat requireSource(ProjectPath from) throws IOException {
    if (from.isRoot()) {
      throw Refusals.isRoot();
    }
    return tree.stat(from).orElseThrow(() -> Refusals.notFound(from));
  }

  private Written commitFile(
      ProjectPath path,
      ContentHash base,
      ContentHash hash,
      long size,
      ContentRef content,
      Caller author) {
    Change change =
        Change.file(
            path,
            Modes.KEEP,
            base,
            hash,
            size,
            content,
            author.person(),
            Cause.EDIT,
            clock.instant());
    return new Written(hash, commit(change));
  }

  private long commit(Change change) {
    return changes.commit(List.of(change));
  }
}
