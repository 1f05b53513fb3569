package dev.atrium.runner.session;

import dev.atrium.api.session.Presence;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Gives each person a colour and keeps it. A newcomer gets the one that the fewest have; among
 * those the person's id decides, so that it is mostly the same after a restart. Not thread-safe.
 */
final class PersonColors {

  /** So many people are remembered; those who came first are forgotten first. */
  static final int MAX_PEOPLE = 1_000;

  private final SequencedMap<String, Integer> known = new LinkedHashMap<>();

  /** The colour of a person, from 0 to {@link Presence#COLORS} - 1. */
  int of(String person) {
    Integer before = known.get(person);
    if (before != null) {
      return before;
    }
    if (known.size() >= MAX_PEOPLE) {
      known.pollFirstEntry();
    }
    int color = rarest(Math.floorMod(person.hashCode(), Presence.COLORS));
    known.put(person, color);
    return color;
  }

  private int rarest(int preferred) {
    int[] owners = new int[Presence.COLORS];
    known.values().forEach(color -> owners[color]++);
    int rarest = preferred;
    for (int step = 1; step < Presence.COLORS; step++) {
      int color = (preferred + step) % Presence.COLORS;
      rarest = owners[color] < owners[rarest] ? color : rarest;
    }
    return rarest;
  }
}
