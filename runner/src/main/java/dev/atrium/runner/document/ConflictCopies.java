package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.sync.ConflictNames;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps beside a file what was acknowledged and cannot go into it any more, because the file has
 * become something else or is gone. Tries until it is there. Thread-safe.
 */
final class ConflictCopies {

  private static final Duration RETRY = Duration.ofSeconds(2);

  /** How long it is kept from people that their file is lost, to tell where their text is. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What is said of a copy; a close reason may be cut, so the name comes first. */
  private static final String KEPT = "%s; '%s' has what was typed last";

  /** What a directory refuses that another one may take. */
  private static final Set<ProblemType> ELSEWHERE =
      Set.of(ProblemType.NOT_A_REGULAR_FILE, ProblemType.INTERNAL);

  private static final Logger LOG = Logger.getLogger(ConflictCopies.class);

  private final FileSaver files;
  private final Executor threads;
  private final DocumentServices.Timers timers;
  private final InstantSource time;
  private final Set<CompletableFuture<ProjectPath>> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param threads for what blocks
   */
  ConflictCopies(
      FileSaver files, Executor threads, DocumentServices.Timers timers, InstantSource time) {
    this.files = files;
    this.threads = threads;
    this.timers = timers;
    this.time = time;
  }

  /**
   * A text that has lost its file.
   *
   * @param path where the file stood
   * @param author the last person who typed; null for nobody in particular
   */
  record Leftover(ProjectPath path, byte[] content, String author) {

    ContentHash hash() {
      return ContentHash.of(content);
    }
  }

  /**
   * Keeps a document's text, if the file as it was last known does not have all of it.
   *
   * @return completes with the copy's path once that is acknowledged; empty if none is needed
   */
  CompletableFuture<Optional<ProjectPath>> keep(
      ProjectPath path, FileVersion file, String text, String author) {
    return text.equals(file.text())
        ? CompletableFuture.completedFuture(Optional.empty())
        : keep(new Leftover(path, file.form().encode(text), author)).thenApply(Optional::of);
  }

  /** Begins to keep a text; completes with the copy's path once that is acknowledged. */
  CompletableFuture<ProjectPath> keep(Leftover left) {
    CompletableFuture<ProjectPath> kept = new CompletableFuture<>();
    waiting.add(kept);
    threads.execute(() -> attempt(left, kept));
    return kept;
  }

  /** The reason, with the name of the copy if there is one by then. */
  static CompletableFuture<String> named(
      CompletableFuture<Optional<ProjectPath>> copy, CloseCode code, String reason) {
    if (code == CloseCode.DOCUMENT_REPLACED) {
      // The reason is the other document's identity and nothing else.
      return CompletableFuture.completedFuture(reason);
    }
    return copy.thenApply(
            path -> path.map(one -> KEPT.formatted(reason, one.name())).orElse(reason))
        .completeOnTimeout(reason, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is not kept yet. */
  Collection<CompletableFuture<ProjectPath>> waiting() {
    return waiting;
  }

  private void attempt(Leftover left, CompletableFuture<ProjectPath> kept) {
    try {
      ProjectPath copy = write(left);
      LOG.warnf("What was typed last in '%s' is kept as '%s'.", left.path(), copy);
      waiting.remove(kept);
      kept.complete(copy);
    } catch (RuntimeException failed) {
      LOG.warnf(
          "What was typed last in '%s' cannot be kept beside it yet and is tried again: %s",
          left.path(), failed.getMessage());
      timers.after(RETRY, () -> threads.execute(() -> attempt(left, kept)));
    }
  }

  /** Beside the file, or as near as the disk lets it. */
  private ProjectPath write(Leftover left) {
    ProjectPath at = left.path();
    while (true) {
      try {
        return writeBeside(at, left);
      } catch (ProblemException refused) {
        if (at.parent().isRoot() || !ELSEWHERE.contains(refused.type())) {
          throw refused;
        }
        at = at.parent().parent().resolve(at.name());
      }
    }
  }

  private ProjectPath writeBeside(ProjectPath path, Leftover left) {
    // A process that ended right behind this did not remember that it had been here.
    Optional<ProjectPath> there =
        files.find(path.parent(), name -> ConflictNames.isCopy(path.name(), name), left.hash());
    if (there.isPresent()) {
      return there.get();
    }
    ProjectPath copy = ConflictNames.beside(path, time.instant(), files::stands);
    files.commit(
        new FileSaver.Save(
            copy, null, left.content(), left.hash(), null, left.author(), Cause.CONFLICT_COPY));
    return copy;
  }
}
