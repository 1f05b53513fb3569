package dev.atrium.ydoc.awareness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of all clients of a document. A state that is not renewed for {@link #TIMEOUT} counts
 * as gone once {@link #removeOutdated} is called; clients renew theirs in half that time.
 *
 * <p>Not thread-safe.
 */
public final class Awareness {

  /** That of y-protocols, on which clients rely. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * For how long the clock of a client that has gone is kept, lest a late message brings it back.
   */
  private static final Duration MEMORY = TIMEOUT.multipliedBy(10);

  private final InstantSource time;
  private final Map<Long, Known> clients = new LinkedHashMap<>();

  /** A null state is that of a client that has gone. */
  private record Known(long clock, String state, Instant renewed) {}

  public Awareness(InstantSource time) {
    this.time = time;
  }

  /**
   * Which clients' states have come, been replaced or renewed, and gone. Whoever is connected
   * should hear of all of them.
   */
  public record Change(List<Long> added, List<Long> updated, List<Long> removed) {

    public boolean isEmpty() {
      return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
    }

    public List<Long> clients() {
      List<Long> all = new ArrayList<>(added);
      all.addAll(updated);
      all.addAll(removed);
      return all;
    }
  }

  /** The states, as JSON, of all who are there. */
  public Map<Long, String> states() {
    Map<Long, String> states = new LinkedHashMap<>();
    clients.forEach(
        (client, known) -> {
          if (known.state != null) {
            states.put(client, known.state);
          }
        });
    return states;
  }

  /** How many clients take memory, those included that have gone lately. */
  public int size() {
    return clients.size();
  }

  /** Sets the state of a client of our own, a JSON value; null takes it away. */
  public Change set(long client, String state) {
    Known known = clients.get(client);
    long clock = known == null ? 1 : known.clock + 1;
    return apply(new AwarenessUpdate(List.of(new AwarenessUpdate.Entry(client, clock, state))));
  }

  /** Takes over what is newer than what is known. */
  public Change apply(AwarenessUpdate update) {
    Change change = new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    update.entries().forEach(entry -> apply(entry, change));
    return change;
  }

  /** Takes away the states of those who have left. */
  public Change remove(Collection<Long> gone) {
    Change change = new Change(List.of(), List.of(), new ArrayList<>());
    for (long client : gone) {
      Known known = clients.get(client);
      if (known != null && known.state != null) {
        clients.put(client, new Known(known.clock, null, time.instant()));
        change.removed.add(client);
      }
    }
    return change;
  }

  /** Takes away the states that have not been renewed; to be called every few seconds. */
  public Change removeOutdated() {
    Instant now = time.instant();
    clients.values().removeIf(known -> known.state == null && isOlder(known, MEMORY, now));
    List<Long> outdated = new ArrayList<>();
    clients.forEach(
        (client, known) -> {
          if (known.state != null && isOlder(known, TIMEOUT, now)) {
            outdated.add(client);
          }
        });
    return remove(outdated);
  }

  /** What is known of {@code wanted}, to be sent. */
  public AwarenessUpdate encode(Collection<Long> wanted) {
    List<AwarenessUpdate.Entry> entries = new ArrayList<>();
    for (long client : wanted) {
      Known known = clients.get(client);
      if (known != null) {
        entries.add(new AwarenessUpdate.Entry(client, known.clock, known.state));
      }
    }
    return new AwarenessUpdate(entries);
  }

  /** A client's clock begins at 0 with a state that nobody is told; so 0 is not news. */
  private void apply(AwarenessUpdate.Entry entry, Change change) {
    Known known = clients.get(entry.client());
    boolean present = known != null && known.state != null;
    long clock = known == null ? 0 : known.clock;
    boolean leaves = entry.state() == null;
    if (entry.clock() < clock || entry.clock() == clock && !(leaves && present)) {
      return;
    }
    clients.put(entry.client(), new Known(entry.clock(), entry.state(), time.instant()));
    if (leaves) {
      if (present) {
        change.removed.add(entry.client());
      }
    } else {
      (present ? change.updated : change.added).add(entry.client());
    }
  }

  private static boolean isOlder(Known known, Duration age, Instant now) {
    return !now.isBefore(known.renewed.plus(age));
  }
}
