package dev.atrium.runner.sync;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What is done now and then: keeping the index for the next start, measuring what is local. */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private static final long INTERVAL_MILLIS = 1_000;
  private static final int KEEP_EVERY = 30;
  private static final int MEASURE_EVERY = 300;

  /** While the project is full a person deletes things and waits for it to be told. */
  private static final int MEASURE_EVERY_IF_FULL = 10;

  private static final int MAX_MEASURED = 2_000_000;

  private final SyncEngine engine;
  private Thread thread;
  private long keptSeq = -1;

  Housekeeping(SyncEngine engine) {
    this.engine = engine;
  }

  void start() {
    thread = Thread.ofVirtual().name("atrium-housekeeping").start(this::run);
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      for (int round = 0; ; round++) {
        boolean full = engine.space.isFull();
        engine.feed.full(full ? engine.space.problem() : null);
        if (round % (full ? MEASURE_EVERY_IF_FULL : MEASURE_EVERY) == 0) {
          measureLocalOnly();
        }
        if (round % KEEP_EVERY == KEEP_EVERY - 1) {
          keepIndex();
        }
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException stopped) {
      LOG.debug("Housekeeping stops.");
    } catch (RuntimeException stoppedMeanwhile) {
      LOG.debug("Housekeeping ends.", stoppedMeanwhile);
    }
  }

  /** Keeps the index if it agrees with the log and has changed since it was last kept. */
  synchronized void keepIndex() {
    Agreed agreed =
        engine.loop.call(
            () -> {
              long saved = engine.uploader.savedSeq();
              boolean agrees = engine.uploader.isIdleAt(engine.journal.lastSeq());
              return agrees && saved != keptSeq
                  ? new Agreed(engine.index.snapshot(), engine.uploader.logSeq(), saved)
                  : null;
            });
    if (agreed == null) {
      return;
    }
    try {
      engine.volume.writeIndex(agreed.index(), agreed.logSeq());
      keptSeq = agreed.seq();
    } catch (IOException failed) {
      LOG.warnf("The index could not be kept: %s", failed.getMessage());
    }
  }

  /** Disk and log at a moment at which they were the same. */
  private record Agreed(NavigableMap<ProjectPath, IndexEntry> index, long logSeq, long seq) {}

  private void measureLocalOnly() {
    AtomicLong bytes = new AtomicLong();
    try {
      engine.tree.walk(
          ProjectPath.ROOT,
          stat -> true,
          MAX_MEASURED,
          stat -> {
            if (stat.kind() == FileKind.FILE && engine.excludes.isLocalOnly(stat.path())) {
              bytes.addAndGet(stat.size());
            }
          });
      engine.space.localOnly(bytes.get());
    } catch (IOException | ProblemException failed) {
      LOG.debug("The local-only files could not be measured.", failed);
    }
  }
}
