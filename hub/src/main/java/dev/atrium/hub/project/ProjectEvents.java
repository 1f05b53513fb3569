package dev.atrium.hub.project;

import dev.atrium.hub.engine.ReplEngine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells that some project has changed, whatever the reason. */
@ApplicationScoped
public class ProjectEvents {

  @Inject ReplEngine engine;

  private final BroadcastProcessor<Boolean> changes = BroadcastProcessor.create();
  private Runnable unsubscribe;

  @PostConstruct
  void start() {
    unsubscribe = engine.watch(status -> changed());
  }

  @PreDestroy
  void stop() {
    unsubscribe.run();
    changes.onComplete();
  }

  /** Somebody should look again. */
  public synchronized void changed() {
    changes.onNext(true);
  }

  /** An item after every change; items that nobody takes in time merge into one. */
  public Multi<Boolean> changes() {
    return changes.onOverflow().dropPreviousItems();
  }
}
