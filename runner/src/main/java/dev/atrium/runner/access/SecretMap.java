package dev.atrium.runner.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values under unguessable keys for a while: the keys are given out once and only their hashes are
 * kept. When it is full, the oldest value goes. Thread-safe.
 */
final class SecretMap<V> {

  private final Clock clock;
  private final Duration lifetime;
  private final int capacity;
  private final Map<String, Held<V>> held = new LinkedHashMap<>();

  SecretMap(Clock clock, Duration lifetime, int capacity) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.capacity = capacity;
  }

  /** Keeps a value; returns its key. */
  synchronized String put(V value) {
    Iterator<Held<V>> oldest = held.values().iterator();
    while (oldest.hasNext() && (oldest.next().expired(clock) || held.size() >= capacity)) {
      oldest.remove();
    }
    String key = Nonce.next();
    held.put(Nonce.hash(key), new Held<>(value, clock.instant().plus(lifetime)));
    return key;
  }

  /** The value under that key, if there is one and its time is not over. */
  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(held.get(Nonce.hash(key)))
        .filter(found -> !found.expired(clock))
        .map(Held::value);
  }

  /** Like {@link #get}, once. */
  synchronized Optional<V> take(String key) {
    return Optional.ofNullable(held.remove(Nonce.hash(key)))
        .filter(found -> !found.expired(clock))
        .map(Held::value);
  }

  private record Held<V>(V value, Instant until) {
    boolean expired(Clock clock) {
      return !clock.instant().isBefore(until);
    }
  }
}
