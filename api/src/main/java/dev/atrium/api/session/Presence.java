package dev.atrium.api.session;

import dev.atrium.api.access.Role;
import dev.atrium.api.path.ProjectPath;
import java.util.List;

/**
 * Somebody who has the project open, as their token tells; all their windows are one entry.
 *
 * @param person the person's id
 * @param name the name to show
 * @param color from 0, one of {@value #COLORS}: the same for as long as the runner runs, and while
 *     there are enough nobody else's
 * @param windows in the order in which they were opened
 */
public record Presence(String person, String name, Role role, int color, List<Window> windows) {

  /** How many colours clients have for people. */
  public static final int COLORS = 8;

  /**
   * One of a person's windows.
   *
   * @param path the file that it has in front; null for none
   * @param typing whether the person types there just now
   */
  public record Window(ProjectPath path, boolean typing) {}
}
