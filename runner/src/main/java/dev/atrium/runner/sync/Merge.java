package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.storage.ProjectStorage;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Carries a {@link Reconcile} plan out: fetches the log's contents beside the project, then takes
 * them in on the change loop. Nothing that stands on disk and is not in the log is lost.
 */
final class Merge {

  private static final Logger LOG = Logger.getLogger(Merge.class);

  private final ProjectStorage storage;
  private final ProjectTree tree;
  private final DiskIndex index;
  private final DiskView disk;
  private final Attribution attribution;
  private final Clock clock;
  private final Path incoming;

  /**
   * @param incoming a directory on the project's file system for what is fetched
   */
  Merge(
      ProjectStorage storage,
      ProjectTree tree,
      DiskIndex index,
      DiskView disk,
      Attribution attribution,
      Clock clock,
      Path incoming) {
    this.storage = storage;
    this.tree = tree;
    this.index = index;
    this.disk = disk;
    this.attribution = attribution;
    this.clock = clock;
    this.incoming = incoming;
  }

  /** What was fetched and waits to be taken in. */
  final class Fetched {
    private final ProjectTree files;
    private final NavigableMap<ProjectPath, Reconcile.Action> plan;
    private final NavigableMap<ProjectPath, IndexEntry> planned;
    private final TreeState saved;
    private final List<ChangedPath> changed = new ArrayList<>();

    private Fetched(
        ProjectTree files,
        NavigableMap<ProjectPath, Reconcile.Action> plan,
        NavigableMap<ProjectPath, IndexEntry> planned,
        TreeState saved) {
      this.files = files;
      this.plan = plan;
      this.planned = planned;
      this.saved = saved;
    }

    /** Takes everything in; on the change loop. Returns what changed on disk. */
    List<ChangedPath> take() {
      try {
        for (ProjectPath path : plan.descendingKeySet()) {
          if (plan.get(path) == Reconcile.Action.DELETE) {
            delete(path);
          }
        }
        for (Map.Entry<ProjectPath, Reconcile.Action> entry : plan.entrySet()) {
          if (entry.getValue() != Reconcile.Action.DELETE) {
            takeOne(entry.getKey(), entry.getValue());
          }
        }
        return changed;
      } catch (IOException failed) {
        throw new UncheckedIOException("What another runner saved cannot be taken in.", failed);
      }
    }

    /** Removes what was fetched. */
    void discard() {
      try {
        files.discardLeftovers(name -> false);
      } catch (IOException failed) {
        LOG.debug("What was fetched could not be removed.", failed);
      }
    }

    private void delete(ProjectPath path) throws IOException {
      Optional<FileStat> stat = disk.stat(path);
      IndexEntry entry = planned.get(path);
      boolean directory = entry.type() == FileType.DIRECTORY;
      boolean untouched = stat.isPresent() && (directory || entry.matches(stat.get()));
      if (untouched && (!directory || tree.list(path).isEmpty())) {
        tree.deleteRecursively(path);
        index.removeTree(path);
        changed.add(new ChangedPath(path, null, true, Cause.DISK, null));
      }
    }

    private void takeOne(ProjectPath path, Reconcile.Action action) throws IOException {
      TreeEntry entry = saved.get(path);
      Optional<FileStat> stat = disk.stat(path);
      IndexEntry before = planned.get(path);
      boolean untouched =
          stat.isEmpty() ? before == null : before != null && before.matches(stat.get());
      boolean directories =
          entry.type() == FileType.DIRECTORY
              && stat.isPresent()
              && IndexEntry.typeOf(stat.get().kind()) == FileType.DIRECTORY;
      boolean keep = action == Reconcile.Action.TAKE_AND_KEEP_BESIDE || !untouched;
      if (stat.isPresent() && !directories && (keep || hasContents(stat.get()))) {
        keepBeside(path);
      }
      put(path, entry, directories);
      record(path, entry.hash());
    }

    private boolean hasContents(FileStat stat) throws IOException {
      return IndexEntry.typeOf(stat.kind()) == FileType.DIRECTORY;
    }

    private void keepBeside(ProjectPath path) throws IOException {
      ProjectPath copy =
          ConflictNames.beside(path, clock.instant(), at -> !disk.at(at).isNothing());
      tree.move(path, copy);
      index.moveTree(path, copy);
      attribution.conflictCopy(copy, attribution.of(path).author());
      IndexEntry kept = index.get(copy);
      ContentHash hash = kept == null ? null : kept.hash();
      changed.add(new ChangedPath(copy, hash, false, Cause.CONFLICT_COPY, null));
    }

    private void put(ProjectPath path, TreeEntry entry, boolean exists) throws IOException {
      switch (entry.type()) {
        case DIRECTORY -> {
          tree.createDirectory(path, entry.mode());
          if (exists) {
            tree.setMode(path, entry.mode());
          }
        }
        case LINK -> tree.createLink(path, entry.target());
        case FILE -> {
          try (InputStream in = files.read(path)) {
            StagedFile staged = tree.stage(in, entry.size());
            tree.adopt(staged, path, entry.mode());
          }
        }
      }
    }

    private void record(ProjectPath path, ContentHash hash) throws IOException {
      Optional<FileStat> stat = tree.stat(path);
      if (stat.isPresent()) {
        index.put(path, IndexEntry.of(stat.get(), hash, clock.millis()));
        changed.add(new ChangedPath(path, hash, false, Cause.DISK, null));
      }
    }
  }

  /** Fetches what a plan needs; blocks on the network. */
  Fetched fetch(
      NavigableMap<ProjectPath, Reconcile.Action> plan,
      NavigableMap<ProjectPath, IndexEntry> planned,
      TreeState saved)
      throws StorageUnreachableException, SupersededException {
    List<TreeEntry> wanted = new ArrayList<>();
    plan.forEach(
        (path, action) -> {
          TreeEntry entry = saved.get(path);
          if (entry != null && entry.type() == FileType.FILE) {
            wanted.add(entry);
          }
        });
    Path directory = incoming.resolve(UUID.randomUUID().toString());
    try {
      java.nio.file.Files.createDirectories(incoming);
      storage.seed(withParents(wanted), directory, progress -> {});
    } catch (IOException failed) {
      throw new UncheckedIOException("What another runner saved cannot be fetched.", failed);
    }
    return new Fetched(new ProjectTree(directory, incoming), plan, planned, saved);
  }

  private static TreeState withParents(List<TreeEntry> files) {
    TreeState subset = new TreeState();
    NavigableMap<ProjectPath, TreeEntry> entries = new java.util.TreeMap<>();
    for (TreeEntry file : files) {
      entries.put(file.path(), file);
      for (ProjectPath up = file.path().parent(); !up.isRoot(); up = up.parent()) {
        entries.putIfAbsent(up, new TreeEntry(up, FileType.DIRECTORY, 0700, null, null, 0, null));
      }
    }
    return entries.isEmpty() ? subset : new TreeState(entries.values());
  }
}
