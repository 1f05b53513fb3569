package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.document.text.TextForm;
import dev.atrium.runner.files.FileEdits;
import dev.atrium.runner.files.OpenFiles;
import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.ProjectChanges;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The live documents that are open, by path. Thread-safe. */
@ApplicationScoped
public class LiveDocuments implements DocumentLog.Follower, OpenFiles {

  /** How long an unused document stays: whoever comes back by then needs nothing of S3. */
  private static final Duration LINGER = Duration.ofSeconds(10);

  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(20);
  private static final Logger LOG = Logger.getLogger(LiveDocuments.class);

  private final DocumentServices services;
  private final DocumentLoader loader;
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("atrium-documents").daemon().unstarted(task));
  private final OpenDocuments open = new OpenDocuments();
  private final DocumentRelease release;
  private final DocumentRecovery recovery;

  @Inject
  LiveDocuments(DocumentLog log, ProjectChanges changes, FileSaver files, Clock clock) {
    this(log, changes, files, clock, LINGER);
  }

  LiveDocuments(
      DocumentLog log,
      ProjectChanges changes,
      FileSaver files,
      InstantSource time,
      Duration linger) {
    Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    this.services =
        new DocumentServices(
            log,
            changes,
            new UpdateJournal(log),
            files,
            new ConflictCopies(files, threads, this::after, time),
            threads,
            this::after,
            time);
    this.loader = new DocumentLoader(log, files);
    this.release = new DocumentRelease(services, linger, open);
    this.recovery =
        new DocumentRecovery(
            services,
            loader,
            unsaved -> open.open(unsaved.path(), () -> begin(loader.recover(unsaved))));
  }

  /** Before the engine starts, which has something to say at once. */
  void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    start();
  }

  void start() {
    services.log().follow(this);
    timers.scheduleAtFixedRate(
        () -> open.loaded().forEach(LiveDocument::sweep),
        SWEEP.toMillis(),
        SWEEP.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void after(Duration delay, Runnable task) {
    if (!timers.isShutdown()) {
      timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Ends every thread at once, as the end of a process does. */
  void kill() {
    timers.shutdownNow();
    services.journal().close();
  }

  /** How many are open. */
  int count() {
    return open.count();
  }

  /**
   * Opens the document of a file. Blocks.
   *
   * @throws ProblemException see {@link DocumentLoader#load}
   */
  LiveDocument open(ProjectPath path) {
    if (path.isRoot()) {
      throw ProblemType.INVALID_PATH.thrownFor("path", "Name a file inside the project.");
    }
    if (!recovery.isLoaded()) {
      throw ProblemType.NOT_READY.thrown("Documents are being recovered; try again in a moment.");
    }
    return open.open(path, () -> begin(loader.load(path)));
  }

  private LiveDocument begin(LoadedDocument loaded) {
    return new LiveDocument(services, loaded, release::settled);
  }

  @Override
  public boolean isOpen(ProjectPath path) {
    return open.contains(path);
  }

  @Override
  public boolean isOpenAtOrBelow(ProjectPath path) {
    return open.containsAtOrBelow(path);
  }

  @Override
  public Optional<FileEdits.Written> write(
      ProjectPath path, ContentHash base, byte[] content, String author) {
    LiveDocument document = open.find(path);
    Optional<TextForm.Decoded> decoded = TextForm.decode(content);
    if (document == null || decoded.isEmpty()) {
      return Optional.empty();
    }
    FileSaver.Saved saved = await(document.write(base, decoded.get(), author));
    return Optional.of(new FileEdits.Written(saved.hash(), saved.seq()));
  }

  @Override
  public void opened() {
    services.threads().execute(recovery::run);
  }

  @Override
  public void changed(List<Change> changes) {
    for (Change change : changes) {
      if (change.isDeletion()) {
        open.below(change.path(), LiveDocuments::lost);
      } else if (change.movedFrom() != null) {
        open.move(change.movedFrom(), change.path());
      } else {
        rewritten(change);
      }
    }
  }

  private void rewritten(Change change) {
    DocumentState state = change.document();
    open.at(
        change.path(),
        document -> {
          if (state == null || !state.guid().equals(document.guid())) {
            document.later(document.projection()::look);
          }
        });
  }

  private static void lost(LiveDocument document) {
    document.later(document.projection()::deleted);
  }

  @Override
  public void flush() {
    List<CompletableFuture<FileSaver.Saved>> saves =
        open.loaded().stream().map(LiveDocument::saveNow).toList();
    saves.forEach(LiveDocuments::awaitIfPossible);
    services.copies().waiting().forEach(LiveDocuments::awaitIfPossible);
  }

  private static void awaitIfPossible(CompletableFuture<?> save) {
    try {
      await(save);
    } catch (RuntimeException failed) {
      LOG.warnf("A document was not saved: %s", failed.getMessage());
    }
  }

  @Override
  public void stop() {
    open.below(
        ProjectPath.ROOT,
        document -> document.close(CloseCode.STOPPING, "The runner stops; connect again"));
    flush();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new CompletionException(failed.getCause());
    } catch (TimeoutException late) {
      throw ProblemType.NOT_READY.thrown("The file could not be written in time; try again.", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ProblemType.NOT_READY.thrown("This project stops; connect again in a moment.", stopped);
    }
  }
}
