package dev.atrium.runner.session;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.Presence;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.terminal.Viewer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who has the project open, and where. Thread-safe. */
@Singleton
class People {

  private final Map<Viewer, Place> places = new LinkedHashMap<>();
  private final PersonColors colors = new PersonColors();
  private volatile Runnable listener = () -> {};

  private record Place(Caller who, int color, Presence.Window window) {}

  /**
   * Calls back after every change.
   *
   * @param changed called on the thread of the change; must not block
   */
  void onChange(Runnable changed) {
    listener = changed;
  }

  /** A window was opened; nothing is known of where it is. */
  void join(Viewer window, Caller who) {
    synchronized (this) {
      int color = colors.of(who.person());
      places.put(window, new Place(who, color, new Presence.Window(null, false)));
    }
    listener.run();
  }

  /** A window is somewhere else now; of one that is gone nothing is kept. */
  void move(Viewer window, ProjectPath path, boolean typing) {
    var there = new Presence.Window(path, typing);
    Place before;
    synchronized (this) {
      before = places.computeIfPresent(window, (_, was) -> new Place(was.who, was.color, there));
    }
    if (before != null) {
      listener.run();
    }
  }

  void leave(Viewer window) {
    Place before;
    synchronized (this) {
      before = places.remove(window);
    }
    if (before != null) {
      listener.run();
    }
  }

  /** Everybody, as one window sees it: with the person's own other windows, without itself. */
  synchronized List<Presence> others(Viewer window) {
    Map<String, List<Place>> byPerson = new LinkedHashMap<>();
    places.forEach(
        (viewer, place) -> {
          if (viewer != window) {
            byPerson.computeIfAbsent(place.who.person(), _ -> new ArrayList<>()).add(place);
          }
        });
    return byPerson.values().stream().map(People::presence).toList();
  }

  private static Presence presence(List<Place> places) {
    Place newest = places.getLast();
    return new Presence(
        newest.who.person(),
        newest.who.name(),
        newest.who.role(),
        newest.color,
        places.stream().map(Place::window).toList());
  }
}
