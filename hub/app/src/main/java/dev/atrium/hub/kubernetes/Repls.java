package dev.atrium.hub.kubernetes;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The Repls of the cluster, as its watch tells of them: a copy that may be a moment old. It lists
 * in pages, and lists and watches anew whenever the connection breaks. Thread-safe.
 */
@Singleton
public class Repls {

  private static final Logger LOG = Logger.getLogger(Repls.class);
  private static final String PROJECT = "project";
  private static final long PAGE = 500;

  /** A start waits this long for the first list, and then goes on without. */
  private static final Duration FIRST_LIST = Duration.ofSeconds(10);

  /** Of two Repls on one project the older one has it; the operator decides the same. */
  private static final Comparator<Repl> OLDEST =
      Comparator.comparing((Repl repl) -> repl.getMetadata().getCreationTimestamp())
          .thenComparing(repl -> repl.getMetadata().getUid());

  @Inject KubernetesClient client;
  @Inject ClusterConfig config;

  private volatile List<SharedIndexInformer<Repl>> informers = List.of();
  private final List<Consumer<Repl>> listeners = new CopyOnWriteArrayList<>();

  /** Begins to watch; blocks until the first list is there, ten seconds at most. */
  public void start() {
    var all = client.resources(Repl.class);
    informers =
        config
            .watchNamespaces()
            .map(names -> names.stream().map(name -> informer(all.inNamespace(name))).toList())
            .orElseGet(() -> List.of(informer(all.inAnyNamespace())));
    var started =
        informers.stream()
            .map(each -> each.start().toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(started).get(FIRST_LIST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException later) {
      LOG.warn("Kubernetes has not listed its Repls yet; it is asked on.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private SharedIndexInformer<Repl> informer(Informable<Repl> where) {
    var informer = where.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(new SlimStore());
    informer.removeNamespaceIndex();
    informer.addIndexers(Map.of(PROJECT, Repls::projectOf));
    informer.exceptionHandler(Repls::goOn);
    informer.addEventHandler(new Changes());
    return informer;
  }

  private static List<String> projectOf(Repl repl) {
    return repl.getSpec() == null || repl.getSpec().project() == null
        ? List.of()
        : List.of(repl.getSpec().project());
  }

  private static boolean goOn(boolean started, Throwable failure) {
    LOG.warnf("Watching Repls broke off and is tried again: %s", failure.getMessage());
    return true;
  }

  /** The Repl that has this project in its namespace; the oldest of several. */
  public Optional<Repl> find(String project, String namespace) {
    return all(project, namespace).min(OLDEST);
  }

  /** Every Repl of a namespace that names this project. */
  public Stream<Repl> all(String project, String namespace) {
    return informers.stream()
        .flatMap(each -> each.getIndexer().byIndex(PROJECT, project).stream())
        .filter(repl -> repl.getMetadata().getNamespace().equals(namespace));
  }

  /** Every Repl there is. */
  public Stream<Repl> all() {
    return informers.stream().flatMap(each -> each.getStore().list().stream());
  }

  /**
   * Calls back with what has changed, after it has. Callbacks must not block.
   *
   * @return ends the subscription
   */
  public Runnable watch(Consumer<Repl> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Blocks until something is so; it is looked at after every change. False if time runs out. */
  public boolean await(BooleanSupplier condition, Duration patience) {
    var met = new CompletableFuture<Void>();
    var subscription =
        watch(
            change -> {
              if (condition.getAsBoolean()) {
                met.complete(null);
              }
            });
    try {
      if (!condition.getAsBoolean()) {
        met.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      subscription.run();
    }
  }

  /** Passes on what the informers tell. */
  private final class Changes implements ResourceEventHandler<Repl> {

    @Override
    public void onAdd(Repl repl) {
      tell(repl);
    }

    @Override
    public void onUpdate(Repl before, Repl repl) {
      tell(repl);
    }

    @Override
    public void onDelete(Repl repl, boolean lastStateUnknown) {
      tell(repl);
    }

    private void tell(Repl repl) {
      listeners.forEach(listener -> listener.accept(repl));
    }
  }
}
