package dev.atrium.standalone.engine;

import dev.atrium.api.access.Role;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.token.Claims;
import dev.atrium.hub.frontdoor.Places;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.keys.SigningKeys;
import dev.atrium.hub.project.ProjectLifecycle;
import dev.atrium.hub.storage.InitServiceClient;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A run of the runner on a throwaway project, in which the JVM records what a start needs. */
@Singleton
class AotTraining {

  private static final Logger LOG = Logger.getLogger(AotTraining.class);

  private static final Duration READY_LIMIT = Duration.ofMinutes(5);

  /** Writing the cache takes the JVM a while after its end. */
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(5);

  private static final String OWNER = "aot-training";

  @Inject EngineConfig config;
  @Inject RunnerLauncher launcher;
  @Inject ReadyProbe probe;
  @Inject InitServiceClient storage;
  @Inject ProjectLifecycle lifecycle;
  @Inject SigningKeys keys;
  @Inject Places places;
  @Inject Vertx vertx;
  @Inject Clock clock;

  /** Makes the cache; the file appears whole or not at all. */
  void run(Path cache) throws IOException, InterruptedException {
    String id = Secrets.projectId();
    var directory = new ReplDirectory(config.cache().resolve("training"));
    Path next = cache.resolveSibling("training.aot");
    Files.deleteIfExists(next);
    directory.delete();
    String template = storage.templates().getFirst().name();
    storage.create(new CreateProject(id, template, lifecycle.binding(OWNER)));
    try {
      record(id, directory, next);
      dropOthers(cache);
      Files.move(next, cache, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      directory.delete();
      storage.trash(id);
      storage.delete(id);
    }
  }

  private void record(String id, ReplDirectory directory, Path next)
      throws IOException, InterruptedException {
    var runner = launcher.launch(id, directory, List.of("-XX:AOTCacheOutput=" + next), true);
    try {
      Instant limit = clock.instant().plus(READY_LIMIT);
      while (!probe.ask(runner.address()).ready()) {
        if (!runner.process().isAlive() || clock.instant().isAfter(limit)) {
          throw new IOException("the runner did not get ready: " + runner.log().lastLine());
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      rehearse(id, runner);
      runner.stop(WRITE_LIMIT);
      if (Files.notExists(next)) {
        throw new IOException("the JVM wrote none: " + runner.log().lastLine());
      }
    } finally {
      runner.process().destroyForcibly();
    }
  }

  /** Whatever of it fails only makes the cache a little less useful. */
  private void rehearse(String id, Runner runner) throws InterruptedException {
    var now = clock.instant();
    var claims =
        Claims.session(id, OWNER, OWNER, Role.OWNER, OWNER, now, now.plus(Duration.ofMinutes(5)));
    String token = keys.signer().sign(claims);
    try {
      new Rehearsal(vertx, runner.address(), URI.create(places.ideOrigin(id)), token).run();
    } catch (IOException failure) {
      LOG.infof("The AOT cache lacks a part: %s", failure.getMessage());
    }
  }

  /** Caches of earlier builds fit nothing any more. */
  private static void dropOthers(Path cache) throws IOException {
    try (var old = Files.newDirectoryStream(cache.getParent(), "runner-*.aot")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }
}
