package dev.atrium.runner.document;

import dev.atrium.api.log.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is in a document and not in its file yet. Not thread-safe. */
final class Unsaved {

  private final List<byte[]> updates = new ArrayList<>();
  private final List<Object> holders = new ArrayList<>(List.of(this));
  private final List<CompletableFuture<FileSaver.Saved>> waiters = new ArrayList<>();
  private String author;
  private boolean people;

  /**
   * @param by the person's id; null for nobody in particular
   */
  void add(byte[] update, String by) {
    updates.add(update);
    people |= by != null;
    author = by == null ? author : by;
  }

  List<byte[]> updates() {
    return updates;
  }

  /** What identifies the updates in {@link dev.atrium.runner.sync.DocumentLog}. */
  List<Object> holders() {
    return holders;
  }

  /** The last person who changed something; null if nobody did. */
  String author() {
    return author;
  }

  Cause cause() {
    return people || updates.isEmpty() ? Cause.EDIT : Cause.DISK;
  }

  boolean isAwaited() {
    return !waiters.isEmpty();
  }

  /** Completes when this is in the file. */
  CompletableFuture<FileSaver.Saved> await() {
    CompletableFuture<FileSaver.Saved> done = new CompletableFuture<>();
    waiters.add(done);
    return done;
  }

  void complete(FileSaver.Saved saved) {
    takeWaiters().forEach(waiter -> waiter.complete(saved));
  }

  void fail(Throwable why) {
    takeWaiters().forEach(waiter -> waiter.completeExceptionally(why));
  }

  private List<CompletableFuture<FileSaver.Saved>> takeWaiters() {
    List<CompletableFuture<FileSaver.Saved>> all = List.copyOf(waiters);
    waiters.clear();
    return all;
  }

  /** Both, because this could not be saved. */
  Unsaved then(Unsaved later) {
    Unsaved both = new Unsaved();
    for (Unsaved part : List.of(this, later)) {
      both.updates.addAll(part.updates);
      both.holders.addAll(part.holders);
      both.waiters.addAll(part.waiters);
      both.people |= part.people;
      both.author = part.author == null ? both.author : part.author;
    }
    return both;
  }
}
