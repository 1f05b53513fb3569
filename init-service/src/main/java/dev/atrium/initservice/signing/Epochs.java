package dev.atrium.initservice.signing;

import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.initservice.project.Projects;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which runner a project belongs to now: the one with the highest epoch that was ever opened.
 *
 * <p>Epochs are objects, so they survive this process and hold for all of its replicas. What was
 * read is believed for a few seconds; a superseded runner that still gets a signature in that time
 * cannot append with it, because the newer runner's takeover record has that number.
 */
@ApplicationScoped
class Epochs {

  static final Duration BELIEVED = Duration.ofSeconds(10);

  private static final int MAX_REMEMBERED = 10_000;
  private static final long NEVER_OPENED = -1;

  private final ObjectStore store;
  private final Projects projects;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Epochs(ObjectStore store, Projects projects, Clock clock) {
    this.store = store;
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * Makes an epoch the current one.
   *
   * @throws ProblemException {@code not-found}, {@code project-trashed}, {@code epoch-superseded}
   *     if a higher one is current
   */
  void open(String id, long epoch) {
    projects.requireInUse(id);
    // Written before it is compared: of two that open at once, the lower one sees the higher.
    store.create(LogKeys.project(id) + LogKeys.epoch(epoch), new byte[0]);
    long current = read(id);
    if (current > epoch) {
      throw superseded();
    }
  }

  /**
   * Lets the current epoch's runner pass or throws.
   *
   * @throws ProblemException {@code not-found}, {@code project-trashed}, {@code epoch-superseded};
   *     {@code not-allowed} if it was never opened
   */
  void require(String id, long epoch) {
    long current = believed(id, epoch);
    if (current > epoch) {
      throw superseded();
    }
    if (current < epoch) {
      throw ProblemType.NOT_ALLOWED.thrown("Open the project first.");
    }
  }

  /** Forgets what was read, after the project's state was changed here. */
  void forget(String id) {
    known.remove(id);
  }

  private long believed(String id, long epoch) {
    Known last = known.get(id);
    boolean young = last != null && last.readAt.plus(BELIEVED).isAfter(clock.instant());
    if (young && last.epoch >= epoch) {
      return last.epoch;
    }
    projects.requireInUse(id);
    return read(id);
  }

  private long read(String id) {
    Instant now = clock.instant();
    List<StoredObject> epochs = store.list(LogKeys.project(id) + LogKeys.EPOCHS);
    long current = epochs.isEmpty() ? NEVER_OPENED : LogKeys.numberOf(epochs.getLast().key());
    if (known.size() >= MAX_REMEMBERED) {
      known.values().removeIf(entry -> !entry.readAt.plus(BELIEVED).isAfter(now));
    }
    known.put(id, new Known(current, now));
    return current;
  }

  private static ProblemException superseded() {
    return ProblemType.EPOCH_SUPERSEDED.thrown(
        "A newer runner has opened the project; this one must stop.");
  }

  private record Known(long epoch, Instant readAt) {}
}
