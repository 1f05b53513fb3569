package dev.atrium.hub.project;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds how many imports run at once for one person. */
@ApplicationScoped
public class ImportSlots {

  @Inject HubConfig config;

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * Takes a slot until it is closed.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code too-many}
   */
  public Slot take(String person) {
    int now = taken.merge(person, 1, Integer::sum);
    Slot slot = () -> taken.computeIfPresent(person, (p, count) -> count == 1 ? null : count - 1);
    if (now > config.maxImports()) {
      slot.close();
      throw ProblemType.TOO_MANY.thrown("Wait for the running imports to end.");
    }
    return slot;
  }

  /** A running import; close it once. */
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }
}
