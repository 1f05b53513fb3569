package dev.atrium.initservice.collect;

import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.project.Projects;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.StoredObject;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The daily round over all projects: the trash lets go what was long enough in it, what was never
 * finished goes, and the others' garbage is collected. A project that fails is left as it is and
 * does not stop the round.
 */
@ApplicationScoped
class DailySweep {

  private static final Logger LOG = Logger.getLogger(DailySweep.class);

  /** Far longer than any creation or import takes. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private final ObjectStore store;
  private final Projects projects;
  private final ProjectCollector collector;
  private final Clock clock;
  private final Duration trash;

  DailySweep(
      ObjectStore store,
      Projects projects,
      ProjectCollector collector,
      Clock clock,
      StorageConfig config) {
    this.store = store;
    this.projects = projects;
    this.collector = collector;
    this.clock = clock;
    this.trash = config.trash();
  }

  @Scheduled(
      every = "24h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    try {
      projects.prefixes().forEach(this::sweep);
    } catch (ProblemException unreachable) {
      LOG.warnf("The sweep waits for its next time: %s", unreachable.getMessage());
    }
  }

  private void sweep(String id) {
    try {
      Optional<StoredProject> project = projects.find(id);
      if (project.isEmpty()) {
        removeUnfinished(id);
      } else if (project.get().trashedAt() == null) {
        var collected = collector.collect(id);
        LOG.debugf("Collected %s: %s", id, collected);
      } else if (isOlder(project.get().trashedAt(), trash)) {
        projects.delete(id);
        LOG.infof("The trash let go of %s.", id);
      }
    } catch (ProblemException problem) {
      if (problem.type() == ProblemType.STORAGE_UNREACHABLE) {
        throw problem;
      }
      LOG.errorf("The project %s is left as it is: %s", id, problem.getMessage());
    } catch (RuntimeException unexpected) {
      LOG.errorf(unexpected, "The project %s is left as it is.", id);
    }
  }

  private void removeUnfinished(String id) {
    List<StoredObject> left = store.list(LogKeys.project(id));
    if (left.stream().allMatch(object -> isOlder(object.lastModified(), UNFINISHED))) {
      projects.deleteAll(id);
    }
  }

  private boolean isOlder(Instant time, Duration age) {
    return time.plus(age).isBefore(clock.instant());
  }
}
