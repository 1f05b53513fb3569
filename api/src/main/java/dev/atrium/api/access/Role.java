package dev.atrium.api.access;

import java.util.EnumSet;
import java.util.Set;

/** What a person is to a project; decides which {@link Door}s open. */
public enum Role {
  OWNER(EnumSet.allOf(Door.class)),
  EDITOR(EnumSet.complementOf(EnumSet.of(Door.SETTINGS))),
  VIEWER(
      EnumSet.of(
          Door.READ_FILES,
          Door.READ_DOCUMENTS,
          Door.WATCH_TERMINALS,
          Door.PREVIEW,
          Door.READ_HISTORY));

  private final Set<Door> doors;

  Role(Set<Door> doors) {
    this.doors = doors;
  }

  /** Whether someone with this role may pass that door. */
  public boolean opens(Door door) {
    return doors.contains(door);
  }
}
