package dev.atrium.hub.engine;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where Repls run. It owns their existence and state; the hub only asks. Thread-safe.
 *
 * <p>Commands are idempotent and return before they are done; {@link #watch} tells what came of
 * them.
 */
public interface ReplEngine {

  /**
   * Begins what a start takes, for a project that is being stored. Nothing of it shows: it is not
   * running and has no address until {@link #start}, and is forgotten if this process ends before.
   * {@link #delete} takes it back. An engine that gains nothing by it does nothing.
   */
  default void prepare(String id) {}

  /** Wakes a Repl; clears a failure. */
  void start(String id);

  /**
   * Lets a Repl flush its edits to storage and stops it; its local state stays.
   *
   * @return completes when it has stopped, at once if it does not run
   */
  CompletionStage<Void> suspend(String id);

  /**
   * Stops a Repl and forgets its local state. Blocks until that is done. Only for projects that are
   * leaving storage as well: what was never flushed is gone.
   */
  void delete(String id);

  /** What a Repl does now; suspended if the engine never heard of it. */
  ReplStatus status(String id);

  /** Where a Repl that is open answers HTTP; empty for any other. Must not block. */
  Optional<ReplAddress> address(String id);

  /**
   * Calls back after every change of a status. Callbacks must not block.
   *
   * @return ends the subscription
   */
  Runnable watch(Consumer<ReplStatus> listener);
}
