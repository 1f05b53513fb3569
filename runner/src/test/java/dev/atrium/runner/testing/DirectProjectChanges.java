package dev.atrium.runner.testing;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.sync.ProjectChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Applies changes to the disk and tells listeners, all under one lock. It has no journal and no S3,
 * so it cannot prove that anything survives a crash or is saved, nor that a shell's edits are
 * noticed; in return a test can make seeding, bursts of events and supersession happen at will.
 */
@Alternative
@ApplicationScoped
public class DirectProjectChanges implements ProjectChanges {

  private final ProjectTree tree;
  private final List<Consumer<ServerFrame>> listeners = new CopyOnWriteArrayList<>();
  private volatile ServerFrame.Seeding seeding;
  private long seq;

  @Inject
  public DirectProjectChanges(ProjectTree tree) {
    this.tree = tree;
  }

  @Override
  public synchronized long commit(List<Change> changes) {
    try {
      for (Change change : changes) {
        check(change);
      }
      for (Change change : changes) {
        apply(change);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    seq++;
    tell(
        new ServerFrame.Changed(
            changes.stream()
                .map(
                    c -> new ChangedPath(c.path(), c.hash(), c.isDeletion(), c.cause(), c.author()))
                .toList(),
            false));
    tell(saved());
    return seq;
  }

  @Override
  public Optional<ContentHash> currentHash(ProjectPath path) {
    try {
      return Optional.of(tree.hash(path));
    } catch (ProblemException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean isLocalOnly(ProjectPath path) {
    return path.segments().contains(ProjectPath.of("node_modules"));
  }

  @Override
  public synchronized ServerFrame.Saved saved() {
    return new ServerFrame.Saved(seq, seq, null, StorageState.OK, null);
  }

  @Override
  public Optional<ServerFrame.Seeding> seeding() {
    return Optional.ofNullable(seeding);
  }

  @Override
  public Runnable subscribe(Consumer<ServerFrame> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  /** Begins, or with null ends, a pretended seeding. */
  public void seed(ServerFrame.Seeding progress) {
    seeding = progress;
    if (progress != null) {
      tell(progress);
    }
  }

  /** Tells everybody. */
  public synchronized void tell(ServerFrame event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  private void check(Change change) throws IOException {
    Optional<FileStat> standing = tree.stat(change.path());
    boolean file = change.type() == FileType.FILE && change.movedFrom() == null;
    if (change.isDeletion() || (file && change.base() != null)) {
      Optional<ContentHash> current = currentHash(change.path());
      if (!current.equals(Optional.ofNullable(change.base()))) {
        throw ProblemType.CHANGED_MEANWHILE.thrown("It is something else now.");
      }
    } else if (standing.isPresent()) {
      throw ProblemType.ALREADY_EXISTS.thrown("Something stands there.");
    }
  }

  private void apply(Change change) throws IOException {
    if (change.isDeletion()) {
      tree.deleteRecursively(change.path());
    } else if (change.movedFrom() != null) {
      tree.move(change.movedFrom(), change.path());
    } else if (change.type() == FileType.DIRECTORY) {
      tree.createDirectory(change.path(), change.mode());
    } else if (change.type() == FileType.LINK) {
      tree.createLink(change.path(), change.target());
    } else if (change.content() instanceof ContentRef.Inline inline) {
      tree.write(change.path(), inline.bytes(), change.mode());
    } else if (change.content() instanceof ContentRef.OnDisk staged) {
      tree.adopt(
          new StagedFile(staged.staged(), change.size(), change.hash()),
          change.path(),
          change.mode());
    }
  }
}
