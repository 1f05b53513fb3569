package dev.atrium.runner.sync;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells listeners what happens, on a thread of its own, so that none of them holds up an edit.
 * {@code Saved} is told at most every 100 ms, and many changed paths become "many changed".
 */
final class Feed implements AutoCloseable {

  /** The most paths that are named; beyond it a listener reads again what it shows. */
  static final int MAX_PATHS = 200;

  private static final long SAVED_INTERVAL_NANOS = 100_000_000;
  private static final int MAX_OTHERS = 100;
  private static final Logger LOG = Logger.getLogger(Feed.class);

  private final List<Consumer<ServerFrame>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;

  private List<ChangedPath> changed = new ArrayList<>();
  private boolean mass;
  private final List<ServerFrame> others = new ArrayList<>();

  /** Until it is told that seeding is over, nobody may take the project for whole. */
  private ServerFrame.Seeding seeding = new ServerFrame.Seeding(0, 0, 0, 0);

  private boolean seedingToTell;
  private ServerFrame.Saved saved = new ServerFrame.Saved(0, 0, null, StorageState.OK, null);
  private Problem full;
  private Problem unreadable;
  private boolean savedToTell;
  private long savedToldAt = System.nanoTime() - SAVED_INTERVAL_NANOS;
  private boolean closed;

  Feed() {
    thread = Thread.ofVirtual().name("atrium-feed").start(this::run);
  }

  Runnable subscribe(Consumer<ServerFrame> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  synchronized ServerFrame.Saved saved() {
    return saved;
  }

  synchronized Optional<ServerFrame.Seeding> seeding() {
    return Optional.ofNullable(seeding);
  }

  synchronized void changed(List<ChangedPath> paths) {
    mass |= changed.size() + paths.size() > MAX_PATHS;
    if (mass) {
      changed = new ArrayList<>();
    } else {
      changed.addAll(paths);
    }
    notifyAll();
  }

  /** A newer number was acknowledged. */
  synchronized void acknowledged(long seq) {
    tell(
        new ServerFrame.Saved(
            Math.max(seq, saved.acknowledged()),
            saved.saved(),
            saved.savedAt(),
            saved.storage(),
            saved.problem()));
  }

  /** A newer number is in S3. */
  synchronized void saved(long seq, Instant at) {
    tell(
        new ServerFrame.Saved(Math.max(seq, saved.acknowledged()), seq, at, StorageState.OK, null));
  }

  /** The way to S3 changed; the problem says what is wrong, null if nothing is. */
  synchronized void storage(StorageState state, Problem problem) {
    tell(
        new ServerFrame.Saved(
            saved.acknowledged(), saved.saved(), saved.savedAt(), state, problem));
  }

  /** The project is full; null if it is not any more. S3's own troubles are told first. */
  synchronized void full(Problem problem) {
    full = problem;
    tell(saved);
  }

  /** Some of the project cannot be read and so not be saved; null if all of it can. */
  synchronized void unreadable(Problem problem) {
    unreadable = problem;
    tell(saved);
  }

  /** Seeding goes on; null once it is over. */
  synchronized void seeding(ServerFrame.Seeding progress) {
    seeding = progress;
    seedingToTell = progress != null;
    notifyAll();
  }

  /** Something happened that nobody asked for. */
  synchronized void failed(Problem problem) {
    if (others.size() < MAX_OTHERS) {
      others.add(new ServerFrame.Failed(0, problem));
      notifyAll();
    }
  }

  /** Tells what is left to tell and ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(1000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(ServerFrame.Saved newer) {
    ServerFrame.Saved shown = withTroubles(newer);
    if (!shown.equals(saved)) {
      saved = shown;
      savedToTell = true;
      notifyAll();
    }
  }

  /** S3's own troubles come first, then those of the disk. */
  private ServerFrame.Saved withTroubles(ServerFrame.Saved frame) {
    return switch (frame.storage()) {
      case UNREACHABLE, SUPERSEDED -> frame;
      case OK, FULL, INCOMPLETE -> {
        if (full != null) {
          yield with(frame, StorageState.FULL, full);
        }
        yield unreadable == null
            ? with(frame, StorageState.OK, null)
            : with(frame, StorageState.INCOMPLETE, unreadable);
      }
    };
  }

  private static ServerFrame.Saved with(
      ServerFrame.Saved frame, StorageState state, Problem problem) {
    return new ServerFrame.Saved(
        frame.acknowledged(), frame.saved(), frame.savedAt(), state, problem);
  }

  private void run() {
    List<ServerFrame> frames = new ArrayList<>();
    try {
      while (await(frames)) {
        frames.forEach(this::publish);
        frames.clear();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("The feed was interrupted.");
    }
  }

  private synchronized boolean await(List<ServerFrame> frames) throws InterruptedException {
    while (true) {
      long wait = collect(frames);
      if (!frames.isEmpty()) {
        return true;
      }
      if (closed) {
        return false;
      }
      wait(wait);
    }
  }

  /** Takes what may be told now; returns how many ms until the rest may be, 0 for nothing. */
  private long collect(List<ServerFrame> frames) {
    if (mass || !changed.isEmpty()) {
      frames.add(new ServerFrame.Changed(List.copyOf(changed), mass));
      changed = new ArrayList<>();
      mass = false;
    }
    frames.addAll(others);
    others.clear();
    if (seedingToTell) {
      frames.add(seeding);
      seedingToTell = false;
    }
    if (!savedToTell) {
      return 0;
    }
    long left = SAVED_INTERVAL_NANOS - (System.nanoTime() - savedToldAt);
    if (left > 0 && !closed) {
      return left / 1_000_000 + 1;
    }
    frames.add(saved);
    savedToTell = false;
    savedToldAt = System.nanoTime();
    return 0;
  }

  private void publish(ServerFrame frame) {
    for (Consumer<ServerFrame> listener : listeners) {
      try {
        listener.accept(frame);
      } catch (RuntimeException bad) {
        LOG.warn("A listener of the project's changes failed.", bad);
      }
    }
  }
}
