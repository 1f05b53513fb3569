package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.ProjectChanges;
import dev.atrium.runner.sync.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One volume with the engine and its live documents on it, real but for S3 and the sockets. */
final class LiveWorkspace implements AutoCloseable {

  private static final Duration LINGER = Duration.ofSeconds(1);

  /** Whoever holds it edits a file between two saves, as if reading and writing were one. */
  final ReentrantLock shell = new ReentrantLock();

  final FaultyStorage s3;
  final Workspace volume;
  LiveDocuments documents;

  /** So many commits of documents are refused from now on, as by a full disk. */
  final AtomicInteger refusals = new AtomicInteger();

  /** What the disk refuses to documents, for example below a directory without write permission. */
  volatile Predicate<Change> unwritable = change -> false;

  /** How often it did. */
  final AtomicInteger refused = new AtomicInteger();

  DocumentLog log;

  LiveWorkspace(FaultyStorage s3, Path directory) throws IOException {
    this.s3 = s3;
    this.volume = new Workspace(s3, directory);
    volume.beforeStart = this::follow;
  }

  LiveWorkspace start(long epoch) throws IOException {
    volume.start(epoch);
    return this;
  }

  /** Something that a shell does. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does something between two saves. */
  void inShell(Work work) throws Exception {
    shell.lock();
    try {
      work.run();
    } finally {
      shell.unlock();
    }
  }

  private void follow(DocumentLog fresh) {
    log = fresh;
    ProjectChanges changes = new BetweenShells(volume.changes());
    FileSaver files = new FileSaver(volume.tree, changes, Clock.systemUTC());
    documents = new LiveDocuments(log, changes, files, Clock.systemUTC(), LINGER);
    documents.start();
  }

  /** A file that the project has, and S3 too. */
  void file(String path, String text) throws Exception {
    volume.shell(path, text);
    volume.flush();
  }

  Peer join(String path) {
    return Peer.of(this, path);
  }

  LiveDocument open(String path) {
    return documents.open(ProjectPath.of(path));
  }

  /** Ends everything as the death of the process does. */
  void kill() {
    documents.kill();
    volume.kill();
  }

  @Override
  public void close() {
    kill();
  }

  /** Commits while no shell is between reading and writing. */
  private final class BetweenShells implements ProjectChanges {
    private final ProjectChanges engine;

    private BetweenShells(ProjectChanges engine) {
      this.engine = engine;
    }

    @Override
    public long commit(List<Change> changes) {
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw ProblemType.OUT_OF_SPACE.thrown("The test's disk is full.");
      }
      if (changes.stream().anyMatch(unwritable)) {
        refused.incrementAndGet();
        throw ProblemType.INTERNAL.thrown("The test's disk refuses the change.");
      }
      shell.lock();
      try {
        return engine.commit(changes);
      } finally {
        shell.unlock();
      }
    }

    @Override
    public Optional<ContentHash> currentHash(ProjectPath path) {
      return engine.currentHash(path);
    }

    @Override
    public boolean isLocalOnly(ProjectPath path) {
      return engine.isLocalOnly(path);
    }

    @Override
    public ServerFrame.Saved saved() {
      return engine.saved();
    }

    @Override
    public Optional<ServerFrame.Seeding> seeding() {
      return engine.seeding();
    }

    @Override
    public Runnable subscribe(Consumer<ServerFrame> listener) {
      return engine.subscribe(listener);
    }
  }
}
