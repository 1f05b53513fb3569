package dev.atrium.standalone.engine;

import dev.atrium.api.storage.StoredProject;
import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.engine.ReplStatus;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Runs Repls as child processes of this one. */
@ApplicationScoped
public class LocalEngine implements ReplEngine, RunnerSource {

  private static final Logger LOG = Logger.getLogger(LocalEngine.class);

  @Inject EngineConfig config;
  @Inject RunnerLauncher launcher;
  @Inject ReadyProbe probe;
  @Inject AotCache aot;
  @Inject Clock clock;

  private final Map<String, Supervisor> repls = new ConcurrentHashMap<>();
  private final List<Consumer<ReplStatus>> listeners = new CopyOnWriteArrayList<>();

  /** Wakes what ran when Atrium was killed, and prepares faster starts in the background. */
  public void resume() {
    try {
      if (Files.isDirectory(config.repls())) {
        try (var directories = Files.list(config.repls())) {
          directories
              .filter(directory -> new ReplDirectory(directory).isWanted())
              .forEach(directory -> start(directory.getFileName().toString()));
        }
      }
    } catch (IOException failure) {
      LOG.warn("Which projects ran last could not be read", failure);
    }
    if (config.trainCache()) {
      aot.trainInBackground();
    }
  }

  @Override
  public void prepare(String id) {
    supervisor(id).prepare();
  }

  @Override
  public void start(String id) {
    supervisor(id).start();
  }

  @Override
  public CompletionStage<Void> suspend(String id) {
    var repl = repls.get(id);
    return repl == null ? CompletableFuture.completedFuture(null) : repl.suspend(true);
  }

  @Override
  public void delete(String id) {
    suspend(id).toCompletableFuture().join();
    repls.remove(id);
    try {
      directory(id).delete();
    } catch (IOException failure) {
      throw new UncheckedIOException("The local files of " + id + " are not all gone", failure);
    }
  }

  @Override
  public ReplStatus status(String id) {
    var repl = repls.get(id);
    return repl == null ? ReplStatus.of(id, ReplState.SUSPENDED) : repl.status();
  }

  @Override
  public Optional<ReplAddress> address(String id) {
    var repl = repls.get(id);
    return repl == null ? Optional.empty() : repl.address();
  }

  @Override
  public Runnable watch(Consumer<ReplStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Suspends every Repl and waits for it, within twice the time that one may take. May be called by
   * many; each of them waits.
   */
  public void close() {
    aot.close();
    CompletableFuture.allOf(
            repls.values().stream()
                .map(repl -> repl.suspend(true))
                .toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, 2 * config.stopTimeout().toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Scheduled(every = "PT5M", delayed = "PT5M")
  void refreshIdentities() {
    repls.forEach(
        (id, repl) -> {
          try {
            repl.refreshIdentity(launcher);
          } catch (IOException failure) {
            LOG.warnf("The identity of %s could not be refreshed: %s", id, failure.getMessage());
          }
        });
  }

  @Override
  public Runner launch(String id, ReplDirectory directory) throws IOException {
    return launcher.launch(id, directory, aot.options(), false);
  }

  @Override
  public ReadyProbe.Readiness ask(ReplAddress runner) throws InterruptedException {
    return probe.ask(runner);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  private Supervisor supervisor(String id) {
    return repls.computeIfAbsent(
        id, name -> new Supervisor(name, directory(name), this, config.stopTimeout(), this::tell));
  }

  private void tell(ReplStatus status) {
    listeners.forEach(listener -> listener.accept(status));
  }

  private ReplDirectory directory(String id) {
    if (!id.matches(StoredProject.ID_PATTERN)) {
      throw new IllegalArgumentException("Not an id: " + id);
    }
    Path repls = config.repls();
    return new ReplDirectory(repls.resolve(id));
  }
}
