package dev.atrium.runner.session;

import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ServerFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * What one window is still to be told. It takes the same little room however slow the window is: of
 * {@code saved} and {@code seeding} only the newest counts, and too many changed paths become
 * {@code mass}. Thread-safe.
 */
final class EventSlot {

  /** The most changed paths that wait by name. */
  static final int MAX_PATHS = 1_000;

  private List<ChangedPath> changed = new ArrayList<>();
  private boolean mass;
  private ServerFrame.Seeding seeding;
  private ServerFrame.Saved saved;
  private ServerFrame.Failed failed;

  /** Adds an event; frames that answer a request do not belong here. */
  synchronized void add(ServerFrame event) {
    switch (event) {
      case ServerFrame.Changed more -> addChanged(more);
      case ServerFrame.Saved newer -> saved = newer;
      case ServerFrame.Seeding newer -> seeding = newer;
      case ServerFrame.Failed newer -> failed = newer;
      default -> throw new IllegalArgumentException("Not an event: " + event);
    }
  }

  /** Takes what is to be told about seeding, before the project is there. */
  synchronized List<ServerFrame> takeSeeding() {
    List<ServerFrame> frames = seeding == null ? List.of() : List.of(seeding);
    seeding = null;
    return frames;
  }

  /** Takes everything; empty if there is nothing to tell. */
  synchronized List<ServerFrame> take() {
    List<ServerFrame> frames = new ArrayList<>();
    seeding = null;
    if (mass || !changed.isEmpty()) {
      frames.add(new ServerFrame.Changed(changed, mass));
      changed = new ArrayList<>();
      mass = false;
    }
    if (saved != null) {
      frames.add(saved);
      saved = null;
    }
    if (failed != null) {
      frames.add(failed);
      failed = null;
    }
    return frames;
  }

  private void addChanged(ServerFrame.Changed more) {
    mass |= more.mass() || changed.size() + more.changes().size() > MAX_PATHS;
    if (mass) {
      changed = new ArrayList<>();
    } else {
      changed.addAll(more.changes());
    }
  }
}
