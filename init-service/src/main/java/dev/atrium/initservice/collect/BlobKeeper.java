package dev.atrium.initservice.collect;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogKeys;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the collector from taking a blob that a runner is about to name.
 *
 * <p>A runner that puts a blob which is there already is told so (412) and names it in a record a
 * moment later, although nothing had reached it for weeks. So an old blob is made young again
 * before such a request is signed, and the collector takes only old ones. Within this process the
 * two exclude each other; between replicas milliseconds remain, in which the runner would have to
 * get its signature, send its request and be refused.
 */
@ApplicationScoped
public class BlobKeeper {

  private static final int STRIPES = 64;

  private final ObjectStore store;
  private final Clock clock;
  private final Duration grace;
  private final Object[] locks = new Object[STRIPES];

  BlobKeeper(ObjectStore store, Clock clock, StorageConfig config) {
    this.store = store;
    this.clock = clock;
    this.grace = config.garbageGrace();
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new Object();
    }
  }

  /** Makes sure that a blob, if it is there, stays for at least half of the grace. */
  public void keep(String prefix, ContentHash hash) {
    String key = prefix + LogKeys.blob(hash);
    synchronized (lock(key)) {
      if (isOlderThan(key, clock.instant().minus(grace.dividedBy(2)))) {
        store.touch(key);
      }
    }
  }

  /** Deletes a blob that nothing reaches, unless it became young meanwhile. */
  boolean deleteIfOld(String key) {
    synchronized (lock(key)) {
      if (!isOlderThan(key, oldest())) {
        return false;
      }
      store.delete(java.util.List.of(key));
      return true;
    }
  }

  /** What was written before this is old. */
  Instant oldest() {
    return clock.instant().minus(grace);
  }

  private boolean isOlderThan(String key, Instant time) {
    Optional<Instant> written = store.lastModified(key);
    return written.isPresent() && written.get().isBefore(time);
  }

  private Object lock(String key) {
    return locks[Math.floorMod(key.hashCode(), STRIPES)];
  }
}
