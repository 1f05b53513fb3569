package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.journal.DiskJournalDirectory;
import dev.atrium.runner.journal.JournalLimits;
import dev.atrium.runner.storage.ProjectStorage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** The runner's sync engine: started with the runner, flushed when it stops. Thread-safe. */
@ApplicationScoped
public class ProjectSync implements ProjectChanges {

  private static final Logger LOG = Logger.getLogger(ProjectSync.class);

  private final Duration flushTimeout;
  private final SyncEngine engine;

  /** Locks the state directory and recovers the journal; everything else happens at startup. */
  public ProjectSync(
      RunnerConfig config,
      ProjectTree tree,
      ProjectStorage storage,
      Clock clock,
      MeterRegistry metrics)
      throws IOException {
    this.flushTimeout = config.flushTimeout();
    Timer force =
        Timer.builder("atrium.journal.force")
            .description("How long making edits durable on this machine takes")
            .publishPercentileHistogram()
            .register(metrics);
    this.engine =
        new SyncEngine(
            settings(config),
            tree,
            new TreeForce(tree::force, tree::forceStaging),
            storage,
            new DiskJournalDirectory(config.state().resolve("journal")),
            clock,
            RandomGenerator.getDefault(),
            nanos -> force.record(nanos, TimeUnit.NANOSECONDS));
    Gauge.builder("atrium.unsaved", engine, SyncEngine::unsaved)
        .description("How many acknowledged batches are not in S3 yet")
        .register(metrics);
  }

  /** The engine as live documents see it. */
  @Produces
  @Singleton
  DocumentLog documents() {
    return engine.documents();
  }

  /** Brings everything that was acknowledged or is on disk to S3; edits are taken meanwhile. */
  public FlushOutcome flush() {
    return engine.flush(flushTimeout);
  }

  /** Whether edits can be made durable; if not, only a start of the process helps. */
  public boolean isHealthy() {
    return !engine.journal.hasFailed() && engine.phase() != SyncPhase.FAILED;
  }

  void onStart(@Observes StartupEvent event) {
    Thread.ofVirtual().name("atrium-start").start(engine::start);
  }

  /** The HTTP server still answers, so that windows see their last edits saved. */
  void onStop(@Observes ShutdownDelayInitiatedEvent event) {
    FlushOutcome outcome = engine.stop(flushTimeout);
    if (outcome.complete()) {
      LOG.infof("Everything up to %d is saved.", outcome.saved());
    } else {
      LOG.warnf(
          "Stopped with %d of %d saved; the rest is kept on this volume.",
          outcome.saved(), outcome.acknowledged());
    }
  }

  @Override
  public long commit(List<Change> changes) {
    return engine.commit(changes);
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

  private static SyncSettings settings(RunnerConfig config) {
    return new SyncSettings(
        config.project(),
        config.state(),
        config.excludes(),
        config.quotaBytes(),
        SyncSettings.PATIENCE,
        SyncSettings.RESCAN,
        SyncSettings.BOOT_ID,
        JournalLimits.DEFAULT);
  }
}
