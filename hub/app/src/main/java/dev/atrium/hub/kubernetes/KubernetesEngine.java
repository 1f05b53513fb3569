package dev.atrium.hub.kubernetes;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Repl;
import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.engine.ReplStatus;
import dev.atrium.hub.project.Project;
import dev.atrium.hub.project.Projects;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Repls in a cluster. It writes {@code Repl} objects and reads their status; everything else is the
 * operator's. Of a spec it changes {@code operatingMode} alone, and only when a person says so.
 *
 * <p>Commands are one or two calls to the API server, so they block for seconds at most.
 */
@ApplicationScoped
public class KubernetesEngine implements ReplEngine {

  private static final Logger LOG = Logger.getLogger(KubernetesEngine.class);

  /** How long a command waits until the watch shows what it did, so that the next look sees it. */
  private static final Duration SEEN = Duration.ofSeconds(5);

  /** Longer than the operator takes to flush, or to give that up. */
  private static final Duration GONE = Duration.ofMinutes(2);

  private static final Duration ASLEEP = Duration.ofMinutes(10);

  @Inject Repls repls;
  @Inject ReplWrites writes;
  @Inject Projects projects;

  private final List<Consumer<ReplStatus>> listeners = new CopyOnWriteArrayList<>();

  /** A project's namespace never changes. */
  private final Map<String, String> namespaces = new ConcurrentHashMap<>();

  /** Why the last start of a project failed; until it is tried again or its Repl changes. */
  private final Map<String, Problem> refused = new ConcurrentHashMap<>();

  /** Projects to start once what is being deleted is gone. */
  private final Set<String> again = ConcurrentHashMap.newKeySet();

  @PostConstruct
  void watch() {
    repls.watch(this::changed);
  }

  @Override
  public void start(String id) {
    Project project =
        projects
            .find(id)
            .orElseThrow(() -> ProblemType.NOT_FOUND.thrown("There is no project " + id + "."));
    refused.remove(id);
    try {
      var found = repls.find(id, project.namespace);
      if (found.map(repl -> repl.isMarkedForDeletion()).orElse(false)) {
        again.add(id);
        return;
      }
      awaitSeen(id, writes.run(project, found));
    } catch (KubernetesClientException failure) {
      refuse(id, Refusals.of(failure).problem());
    } catch (ProblemException refusal) {
      refuse(id, refusal.problem());
    }
  }

  private void refuse(String id, Problem problem) {
    LOG.infof("Project %s did not start: %s", id, problem.detail());
    refused.put(id, problem);
    tell(status(id));
  }

  private void awaitSeen(String id, Repl written) {
    var meta = written.getMetadata();
    repls.await(
        () ->
            repls
                .find(id, meta.getNamespace())
                .filter(seen -> !isBefore(seen, written))
                .isPresent(),
        SEEN);
  }

  private static boolean isBefore(Repl seen, Repl written) {
    Long one = seen.getMetadata().getGeneration();
    Long other = written.getMetadata().getGeneration();
    return one != null && other != null && one < other;
  }

  @Override
  public CompletionStage<Void> suspend(String id) {
    again.remove(id);
    var found = find(id);
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      writes.set(found.get(), OperatingMode.SUSPENDED).ifPresent(repl -> awaitSeen(id, repl));
    } catch (KubernetesClientException failure) {
      throw Refusals.of(failure);
    }
    return asleep(id);
  }

  private CompletionStage<Void> asleep(String id) {
    var asleep = new CompletableFuture<Void>();
    var subscription =
        watch(
            status -> {
              if (status.id().equals(id) && status.state() == ReplState.SUSPENDED) {
                asleep.complete(null);
              }
            });
    asleep.whenComplete((done, failure) -> subscription.run());
    if (status(id).state() == ReplState.SUSPENDED) {
      asleep.complete(null);
    }
    return asleep.orTimeout(ASLEEP.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void delete(String id) {
    again.remove(id);
    refused.remove(id);
    var namespace = namespace(id);
    if (namespace.isEmpty()) {
      return;
    }
    try {
      repls.all(id, namespace.get()).forEach(writes::delete);
    } catch (KubernetesClientException failure) {
      throw Refusals.of(failure);
    }
    if (!repls.await(() -> find(id).isEmpty(), GONE)) {
      throw ProblemType.NOT_READY.thrown("The Repl is still being saved; try again in a moment.");
    }
    namespaces.remove(id);
  }

  @Override
  public ReplStatus status(String id) {
    Problem refusal = refused.get(id);
    if (refusal != null) {
      return ReplStatus.failed(id, refusal);
    }
    return find(id)
        .map(repl -> Statuses.of(id, repl))
        .orElseGet(() -> ReplStatus.of(id, ReplState.SUSPENDED));
  }

  /** Always empty: the ingress leads to runners, the hub never does. */
  @Override
  public Optional<ReplAddress> address(String id) {
    return Optional.empty();
  }

  @Override
  public Runnable watch(Consumer<ReplStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private Optional<Repl> find(String id) {
    return namespace(id).flatMap(namespace -> repls.find(id, namespace));
  }

  private Optional<String> namespace(String id) {
    return Optional.ofNullable(
        namespaces.computeIfAbsent(
            id, project -> projects.find(project).map(found -> found.namespace).orElse(null)));
  }

  /** Runs on the informer's thread, so nothing here asks the database. */
  private void changed(Repl repl) {
    if (repl.getSpec() == null) {
      return;
    }
    String id = repl.getSpec().project();
    if (!repl.getMetadata().getNamespace().equals(namespaces.get(id))) {
      return;
    }
    refused.remove(id);
    var now = repls.find(id, repl.getMetadata().getNamespace());
    if (now.isEmpty() && again.remove(id)) {
      Thread.ofVirtual().name("start-" + id).start(() -> start(id));
    }
    tell(
        now.map(found -> Statuses.of(id, found))
            .orElseGet(() -> ReplStatus.of(id, ReplState.SUSPENDED)));
  }

  private void tell(ReplStatus status) {
    listeners.forEach(listener -> listener.accept(status));
  }
}
