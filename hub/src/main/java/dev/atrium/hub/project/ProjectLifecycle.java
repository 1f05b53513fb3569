package dev.atrium.hub.project;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.storage.InitServiceClient;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The life of a project across database, storage and engine, in an order that leaves no half. */
@ApplicationScoped
public class ProjectLifecycle {

  private static final Logger LOG = Logger.getLogger(ProjectLifecycle.class);

  /** No creation or import takes longer; a row that still waits then belongs to a crash. */
  private static final Duration CREATION_LIMIT = Duration.ofHours(2);

  @Inject Projects projects;
  @Inject InitServiceClient storage;
  @Inject ReplEngine engine;
  @Inject ProjectEvents events;
  @Inject HubConfig config;
  @Inject Clock clock;

  /**
   * Creates a project from a template and starts it; when this returns it is whole, when it throws
   * there is none.
   */
  public Project create(String name, String template, String owner) {
    var project = projects.reserve(name, template, owner);
    engine.prepare(project.id);
    try {
      storage.create(new CreateProject(project.id, template, binding(owner)));
    } catch (RuntimeException failure) {
      abandon(project.id);
      throw failure;
    }
    publish(project.id);
    return project;
  }

  /** A project that storage has whole becomes visible and starts: its owner is on the way to it. */
  public void publish(String id) {
    projects.publish(id);
    engine.start(id);
    events.changed();
  }

  /** Gives up a creation; what storage may have of it goes too, now or at the next sweep. */
  public void abandon(String id) {
    try {
      engine.delete(id);
      removeFromStorage(id);
      projects.forget(id);
    } catch (ProblemException | UncheckedIOException later) {
      LOG.warnf("Project %s was given up; the next sweep clears it away: %s", id, later);
    }
  }

  /** Puts a project into the trash; its edits are flushed first. */
  public void trash(String id) {
    awaitAsleep(id);
    storage.trash(id);
    projects.trash(id);
    events.changed();
  }

  private void awaitAsleep(String id) {
    try {
      engine.suspend(id).toCompletableFuture().get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException late) {
      throw ProblemType.NOT_READY.thrown(
          "The project is still being saved; try again in a moment.", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ProblemType.NOT_READY.thrown("The hub stops; try again in a moment.", stopped);
    }
  }

  public void restore(String id) {
    storage.restore(id);
    projects.restore(id);
    events.changed();
  }

  /** Deletes a trashed project for good. */
  public void purge(Project project) {
    if (project.trashedAt == null) {
      throw ProblemType.ALREADY_EXISTS.thrown(
          "Only what is in the trash can be deleted for good; put it there first.");
    }
    engine.delete(project.id);
    removeFromStorage(project.id);
    projects.forget(project.id);
    events.changed();
  }

  public Binding binding(String owner) {
    return new Binding(config.cluster(), config.replNamespace(), owner);
  }

  private void removeFromStorage(String id) {
    try {
      storage.trash(id);
      storage.delete(id);
    } catch (ProblemException failure) {
      if (failure.type() != ProblemType.NOT_FOUND) {
        throw failure;
      }
    }
  }

  @Scheduled(every = "PT10M", delayed = "PT1M")
  void sweep() {
    projects.toPurge().forEach(project -> attempt(project.id, () -> purge(project)));
    projects
        .abandoned(clock.instant().minus(CREATION_LIMIT))
        .forEach(project -> attempt(project.id, () -> abandon(project.id)));
  }

  private static void attempt(String id, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "Project %s could not be removed; the next sweep tries again", id);
    }
  }
}
