package dev.atrium.runner.document;

import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.ProjectChanges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What every document works with.
 *
 * @param threads for what blocks
 * @param timers runs a task after a while
 */
record DocumentServices(
    DocumentLog log,
    ProjectChanges changes,
    UpdateJournal journal,
    FileSaver files,
    ConflictCopies copies,
    Executor threads,
    Timers timers,
    InstantSource time) {

  /** Runs tasks later, on threads that must not be blocked. */
  @FunctionalInterface
  interface Timers {
    void after(Duration delay, Runnable task);
  }
}
