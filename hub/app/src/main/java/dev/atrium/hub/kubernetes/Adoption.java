package dev.atrium.hub.kubernetes;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplState;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.person.People;
import dev.atrium.hub.project.ProjectEvents;
import dev.atrium.hub.project.Projects;
import dev.atrium.hub.storage.InitServiceClient;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings Repls that were made with kubectl to their owner's home page. What a Repl says of its
 * owner is not believed: the project's binding in storage decides, and only known people get it.
 */
@Singleton
public class Adoption {

  private static final Logger LOG = Logger.getLogger(Adoption.class);

  @Inject Repls repls;
  @Inject Projects projects;
  @Inject People people;
  @Inject InitServiceClient storage;
  @Inject ProjectEvents events;
  @Inject HubConfig config;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ExecutorService lane =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("adoption").factory());

  /** Looks at every Repl from now on, once it is new. */
  public void start() {
    repls.watch(
        repl -> {
          if (isNew(repl) && due.compareAndSet(false, true)) {
            lane.execute(this::sweep);
          }
        });
    sweep();
  }

  @PreDestroy
  void stop() {
    lane.shutdownNow();
  }

  /** What could not be adopted when it was new is tried again now and then. */
  @Scheduled(every = "PT1M", delayed = "PT1M")
  @RunOnVirtualThread
  void sweep() {
    due.set(false);
    try {
      repls.all().filter(this::isNew).forEach(this::consider);
      known.retainAll(
          repls.all().map(repl -> repl.getMetadata().getUid()).collect(Collectors.toSet()));
      waiting.set(false);
    } catch (ProblemException later) {
      if (waiting.compareAndSet(false, true)) {
        LOG.infof("New Repls have to wait: %s", later.problem().detail());
      }
    }
  }

  private boolean isNew(Repl repl) {
    return isBound(repl) && !known.contains(repl.getMetadata().getUid());
  }

  /** Whether the operator has found its project to be its own; before that there may be none. */
  private static boolean isBound(Repl repl) {
    return repl.getSpec() != null
        && repl.getStatus() != null
        && repl.getStatus().state() != null
        && repl.getStatus().state() != ReplState.PENDING
        && !repl.isMarkedForDeletion();
  }

  private void consider(Repl repl) {
    String id = repl.getSpec().project();
    if (!people.isKnown(repl.getSpec().owner())) {
      return;
    }
    var binding =
        new Binding(config.cluster(), repl.getMetadata().getNamespace(), repl.getSpec().owner());
    StoredProject stored = storage.find(id).orElse(null);
    if (stored == null || !stored.binding().equals(binding)) {
      return;
    }
    if (projects.adopt(stored, repl.getMetadata().getName())) {
      known.add(repl.getMetadata().getUid());
      events.changed();
    }
  }
}
