package dev.atrium.runner.sync;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.WatchKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Notices what others write to the project. An event only says in which directory to look; what
 * changed there is told by comparing it with the index, so lost, merged and repeated events do no
 * harm. As a safety net everything is compared at an interval.
 */
final class DiskWatcher implements AutoCloseable {

  /** How findings are handed on. */
  interface Sink {

    /**
     * Takes moves and then findings; returns the directories to be looked at again.
     *
     * @param moves of files and directories with documents
     */
    Set<ProjectPath> take(List<DocumentMoves.Move> moves, List<Observation> found);
  }

  private static final Logger LOG = Logger.getLogger(DiskWatcher.class);

  private static final Duration QUIET = Duration.ofMillis(60);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration GIT_RETRY = Duration.ofMillis(200);

  /** A lock this old was left behind by a git that died; it holds nothing up any more. */
  private static final Duration STALE_LOCK = Duration.ofMinutes(10);

  private static final int HAND_OVER = 500;

  private final ProjectTree tree;
  private final DiskScanner scanner;
  private final Watches watches;
  private final DocumentMoves moves;
  private final Clock clock;
  private final Duration interval;
  private final Sink sink;
  private final Consumer<Problem> unreadable;
  private final ReentrantLock scanning = new ReentrantLock();

  /** The directories to look at, null for all of them; used by the watcher's thread alone. */
  private final Set<ProjectPath> dirty = new HashSet<>();

  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param unreadable is told after each look what could not be read; null if everything could
   */
  DiskWatcher(
      ProjectTree tree,
      DiskScanner scanner,
      Watches watches,
      DocumentMoves moves,
      Clock clock,
      Duration interval,
      Sink sink,
      Consumer<Problem> unreadable) {
    this.tree = tree;
    this.scanner = scanner;
    this.watches = watches;
    this.moves = moves;
    this.clock = clock;
    this.interval = interval;
    this.sink = sink;
    this.unreadable = unreadable;
    this.thread = Thread.ofPlatform().name("atrium-watcher").daemon().unstarted(this::run);
  }

  /** Starts watching; what changed since the index was made is found at once. */
  void start() {
    dirty.add(null);
    thread.start();
  }

  /**
   * Looks at everything now, on the caller's thread, and hands on what it finds; waits for what
   * only a second look tells.
   */
  void scanNow() {
    scan(Set.of(ProjectPath.ROOT), true);
    if (moves.isUndecided()) {
      try {
        Thread.sleep(DocumentMoves.SETTLE);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      scan(Set.of(ProjectPath.ROOT), true);
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.close();
    Threads.end(thread);
  }

  private void run() {
    long nextFull = System.nanoTime() + interval.toNanos();
    try {
      while (!closed) {
        collectEvents(dirty.isEmpty() ? nextFull - System.nanoTime() : GIT_RETRY.toNanos());
        boolean full = dirty.remove(null) || System.nanoTime() - nextFull >= 0;
        if (full) {
          nextFull = System.nanoTime() + interval.toNanos();
        }
        Set<ProjectPath> directories = full ? Set.of(ProjectPath.ROOT) : Set.copyOf(dirty);
        dirty.clear();
        dirty.addAll(scanSafely(directories, full));
      }
    } catch (InterruptedException | ClosedWatchServiceException stopped) {
      LOG.debug("The watcher stops.");
    }
  }

  /** What goes wrong with one look is made up for by the next comparison of everything. */
  private Set<ProjectPath> scanSafely(Set<ProjectPath> directories, boolean everything) {
    try {
      return scan(directories, everything);
    } catch (RuntimeException failed) {
      if (!closed) {
        LOG.warn("A look at the disk failed; everything is compared again soon.", failed);
      }
      return Set.of();
    }
  }

  /** Waits for a first event and then until it is quiet, but not for ever. */
  private void collectEvents(long waitNanos) throws InterruptedException {
    if (dirty.contains(null)) {
      return;
    }
    WatchKey key = watches.poll(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (key != null && !closed) {
      ProjectPath directory = watches.take(key);
      dirty.add(directory);
      key = System.nanoTime() < end ? watches.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS) : null;
    }
  }

  /** Returns the directories to be looked at again. */
  private Set<ProjectPath> scan(Set<ProjectPath> directories, boolean everything) {
    scanning.lock();
    try {
      tree.stat(ProjectPath.ROOT).ifPresent(watches::watch);
      DiskScanner.Scan found =
          scanner.scan(directories, directory -> watches.watch(directory) || everything);
      Set<ProjectPath> again = new HashSet<>(found.again());
      List<Observation> ready = withoutBusyRepositories(found.observations(), again);
      DocumentMoves.Read read = moves.read(ready);
      again.addAll(read.again());
      handOver(read, again);
      unreadable.accept(scanner.unreadable().problem());
      return again;
    } catch (IOException noRoot) {
      LOG.warnf("The project's directory cannot be looked at: %s", noRoot.getMessage());
      return Set.of();
    } finally {
      scanning.unlock();
    }
  }

  private void handOver(DocumentMoves.Read read, Set<ProjectPath> again) {
    if (!read.moves().isEmpty()) {
      again.addAll(sink.take(read.moves(), List.of()));
    }
    List<Observation> found = read.findings();
    for (int from = 0; from < found.size(); from += HAND_OVER) {
      List<Observation> part = found.subList(from, Math.min(found.size(), from + HAND_OVER));
      again.addAll(sink.take(List.of(), part));
    }
  }

  private List<Observation> withoutBusyRepositories(
      List<Observation> found, Set<ProjectPath> again) {
    Map<ProjectPath, Boolean> busy = new HashMap<>();
    return found.stream()
        .filter(
            observation -> {
              ProjectPath repository = GitRules.repository(observation.path());
              if (repository == null || !busy.computeIfAbsent(repository, this::isBusy)) {
                return true;
              }
              again.add(observation.path().parent());
              return false;
            })
        .toList();
  }

  /** Whether git holds one of the locks that cover more than one file. */
  private boolean isBusy(ProjectPath repository) {
    return hasLock(repository, false) || hasLock(repository.resolve("refs"), true);
  }

  private boolean hasLock(ProjectPath directory, boolean deep) {
    long staleBefore = clock.millis() - STALE_LOCK.toMillis();
    try {
      for (FileStat stat : tree.list(directory)) {
        if (stat.kind() == FileKind.DIRECTORY && deep && hasLock(stat.path(), true)) {
          return true;
        }
        if (Excludes.isLock(stat.path().name()) && stat.modifiedNanos() / 1_000_000 > staleBefore) {
          return true;
        }
      }
      return false;
    } catch (IOException | ProblemException gone) {
      return false;
    }
  }
}
