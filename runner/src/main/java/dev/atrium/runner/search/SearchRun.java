package dev.atrium.runner.search;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.files.SearchEnd;
import dev.atrium.api.files.SearchHit;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.SearchableFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** One search under way: the calling thread walks, readers on virtual threads look into files. */
final class SearchRun {

  private static final int QUEUED_FILES = 1_024;
  private static final FileStat END =
      new FileStat(ProjectPath.ROOT, FileKind.OTHER, 0, 0, 0, null, null);

  private final ProjectTree tree;
  private final SearchableFiles searchable;
  private final ProjectSearch.Query query;
  private final ProjectSearch.Hits sink;
  private final Duration maxTime;
  private final Deadline deadline;

  private final BlockingQueue<FileStat> queue = new ArrayBlockingQueue<>(QUEUED_FILES);
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicReference<Problem> problem = new AtomicReference<>();
  private int hitCount;
  private volatile boolean full;

  SearchRun(
      ProjectTree tree,
      SearchableFiles searchable,
      ProjectSearch.Query query,
      ProjectSearch.Hits sink,
      Duration maxTime,
      LongSupplier nanoTime,
      BooleanSupplier abandoned) {
    this.tree = tree;
    this.searchable = searchable;
    this.query = query;
    this.sink = sink;
    this.maxTime = maxTime;
    this.deadline = new Deadline(nanoTime, maxTime.toNanos(), () -> settled(abandoned));
  }

  SearchEnd run() throws IOException {
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      readers.add(Thread.ofVirtual().name("search-", i).start(this::read));
    }
    boolean truncated;
    try {
      truncated =
          tree.walk(ProjectPath.ROOT, this::enters, SearchableFiles.MAX_ENTRIES, this::offer)
              .truncated();
    } finally {
      put(END);
      readers.forEach(this::join);
    }
    if (failure.get() != null) {
      throw new IOException("The search broke off.", failure.get());
    }
    if (deadline.isTimedOut()) {
      problem.compareAndSet(null, outOfTime(null));
    }
    return new SearchEnd(true, files.get(), hitCount, truncated || full, problem.get());
  }

  private boolean settled(BooleanSupplier abandoned) {
    return full || problem.get() != null || failure.get() != null || abandoned.getAsBoolean();
  }

  private boolean enters(FileStat stat) {
    if (deadline.isOver() || !searchable.includes(stat)) {
      return false;
    }
    if (stat.kind() == FileKind.FILE && stat.size() > ProjectSearch.MAX_FILE_BYTES) {
      return false;
    }
    if (query.include().isEmpty() && query.exclude().isEmpty()) {
      return true;
    }
    List<String> path = stat.path().segments().stream().map(ProjectPath::toString).toList();
    return !query.exclude().matches(path)
        && (stat.kind() == FileKind.DIRECTORY
            || query.include().isEmpty()
            || query.include().matches(path));
  }

  private void offer(FileStat stat) {
    if (stat.kind() == FileKind.FILE) {
      put(stat);
    }
  }

  /** A reader takes from the queue until the end whatever happens, so the walk is never stuck. */
  private void read() {
    for (FileStat next = take(); next != END; next = take()) {
      try {
        if (!deadline.isOver()) {
          search(next.path());
        }
      } catch (IOException | RuntimeException failed) {
        failure.compareAndSet(null, failed);
      }
    }
    put(END);
  }

  private void search(ProjectPath path) throws IOException {
    byte[] content;
    try {
      content = tree.readAll(path, ProjectSearch.MAX_FILE_BYTES);
    } catch (ProblemException | IOException goneOrClosed) {
      return;
    }
    if (TextQuery.isBinary(content)) {
      return;
    }
    files.incrementAndGet();
    try {
      emit(query.text().find(path, content, query.limit(), deadline));
    } catch (InterruptibleText.TimedOutException late) {
      if (deadline.isTimedOut()) {
        problem.compareAndSet(null, outOfTime(path));
      }
    } catch (StackOverflowError tooDeep) {
      problem.compareAndSet(
          null,
          ProblemType.INVALID_FIELD.of(
              "query", "The expression goes too deep in '" + path + "'; make it simpler."));
    }
  }

  private synchronized void emit(List<SearchHit> found) throws IOException {
    int room = query.limit() - hitCount;
    if (found.isEmpty() || room == 0) {
      return;
    }
    List<SearchHit> hits = found.subList(0, Math.min(room, found.size()));
    full = hits.size() == room;
    hitCount += hits.size();
    sink.accept(hits);
  }

  private void put(FileStat stat) {
    uninterrupted(
        () -> {
          queue.put(stat);
          return stat;
        });
  }

  private FileStat take() {
    return uninterrupted(queue::take);
  }

  private void join(Thread thread) {
    uninterrupted(
        () -> {
          thread.join();
          return thread;
        });
  }

  /** An interrupt ends the search, but not before every thread of it has come to its end. */
  private <T> T uninterrupted(Step<T> step) {
    while (true) {
      try {
        return step.run();
      } catch (InterruptedException stopped) {
        failure.compareAndSet(null, stopped);
      }
    }
  }

  private Problem outOfTime(ProjectPath path) {
    return ProblemType.INVALID_FIELD.of(
        "query",
        "The search took longer than "
            + maxTime.toSeconds()
            + " s"
            + (path == null ? "" : " and was at '" + path + "'")
            + "; make it simpler, or exclude some files.");
  }

  private interface Step<T> {
    T run() throws InterruptedException;
  }
}
