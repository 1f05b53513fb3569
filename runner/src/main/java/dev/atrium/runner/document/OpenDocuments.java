package dev.atrium.runner.document;

import dev.atrium.api.path.ProjectPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The documents that are open or being opened, by the path of their file. Thread-safe. */
final class OpenDocuments {

  private final Map<ProjectPath, CompletableFuture<LiveDocument>> documents =
      new ConcurrentHashMap<>();

  int count() {
    return documents.size();
  }

  boolean contains(ProjectPath path) {
    return documents.containsKey(path);
  }

  boolean containsAtOrBelow(ProjectPath path) {
    return documents.keySet().stream().anyMatch(at -> at.startsWith(path));
  }

  /** Waits for the document if it is being opened; null if it is not open. */
  LiveDocument find(ProjectPath path) {
    CompletableFuture<LiveDocument> there = documents.get(path);
    return there == null ? null : join(there);
  }

  /** The document that is open there, or else the one that {@code load} makes. Blocks. */
  LiveDocument open(ProjectPath path, Supplier<LiveDocument> load) {
    CompletableFuture<LiveDocument> mine = new CompletableFuture<>();
    CompletableFuture<LiveDocument> there = documents.putIfAbsent(path, mine);
    if (there != null) {
      return join(there);
    }
    try {
      LiveDocument document = load.get();
      mine.complete(document);
      return document;
    } catch (RuntimeException failed) {
      documents.values().remove(mine);
      mine.completeExceptionally(failed);
      throw failed;
    }
  }

  private static LiveDocument join(CompletableFuture<LiveDocument> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException known ? known : failed;
    }
  }

  /** Those that are open by now. */
  List<LiveDocument> loaded() {
    return documents.values().stream()
        .filter(future -> future.isDone() && !future.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .toList();
  }

  /** Does something with the document there, as soon as it is open. */
  void at(ProjectPath path, Consumer<LiveDocument> action) {
    CompletableFuture<LiveDocument> there = documents.get(path);
    if (there != null) {
      there.thenAccept(action);
    }
  }

  /** The same with every document at or below a path. */
  void below(ProjectPath path, Consumer<LiveDocument> action) {
    documents.forEach(
        (at, document) -> {
          if (at.startsWith(path)) {
            document.thenAccept(action);
          }
        });
  }

  /**
   * The files below a path stand elsewhere now. Of a file that was opened there before it was known
   * whose it is, the document makes way.
   */
  void move(ProjectPath from, ProjectPath to) {
    documents.forEach(
        (at, document) -> {
          if (at.startsWith(from)) {
            ProjectPath target = at.equals(from) ? to : to.resolve(at.below(from));
            documents.remove(at, document);
            CompletableFuture<LiveDocument> there = documents.put(target, document);
            document.thenAccept(one -> one.projection().moved(target));
            if (there != null) {
              there.thenAcceptBoth(document, (one, arrived) -> one.replacedBy(arrived.guid()));
            }
          }
        });
  }

  void forget(LiveDocument document) {
    documents
        .values()
        .removeIf(
            future ->
                future.isDone() && !future.isCompletedExceptionally() && future.join() == document);
  }
}
