package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.files.Modes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Whether a batch of changes may be made, given what stands on disk; a decision without effects.
 * Missing parents become changes of their own, and a mode to be kept becomes a number.
 */
final class BaseCheck {

  private final Function<ProjectPath, Standing> disk;
  private final Map<ProjectPath, Standing> after = new HashMap<>();
  private final List<Change> checked = new ArrayList<>();

  private BaseCheck(Function<ProjectPath, Standing> disk) {
    this.disk = disk;
  }

  /**
   * Checks a batch; later changes of it see what earlier ones leave behind.
   *
   * @param disk tells what stands at a path
   * @return the changes to make, in order
   * @throws dev.atrium.api.problem.ProblemException what is wrong with the first bad one
   */
  static List<Change> check(List<Change> changes, Function<ProjectPath, Standing> disk) {
    BaseCheck check = new BaseCheck(disk);
    for (Change change : changes) {
      check.add(change);
    }
    return check.checked;
  }

  private void add(Change change) {
    ProjectPath path = change.path();
    if (path.isRoot()) {
      throw ProblemType.INVALID_PATH.thrownFor("path", "The project itself cannot be changed.");
    }
    Standing standing = at(path);
    if (change.isDeletion()) {
      requireDeletable(change, standing);
    } else if (change.movedFrom() != null) {
      requireMovable(change, standing);
    } else if (change.type() == FileType.FILE) {
      requireBase(change, standing);
    } else {
      requireNothing(path, standing);
    }
    if (!change.isDeletion()) {
      makeParents(change);
    }
    Change resolved = withMode(change, standing);
    checked.add(resolved);
    remember(resolved);
  }

  private void requireDeletable(Change change, Standing standing) {
    if (standing.isNothing()) {
      throw ProblemType.NOT_FOUND.thrownFor("path", "Nothing stands at '" + change.path() + "'.");
    }
    if (standing.isFile() && !standing.hash().equals(change.base())) {
      throw changed(change.path());
    }
  }

  private void requireMovable(Change change, Standing target) {
    ProjectPath from = change.movedFrom();
    Standing source = at(from);
    if (source.isNothing()) {
      throw ProblemType.NOT_FOUND.thrownFor("from", "Nothing stands at '" + from + "'.");
    }
    if (change.path().startsWith(from)) {
      throw ProblemType.INVALID_PATH.thrownFor("to", "'" + from + "' cannot be moved into itself.");
    }
    if (change.hash() != null && source.isFile() && !change.hash().equals(source.hash())) {
      throw changed(from);
    }
    requireNothing(change.path(), target);
  }

  private void requireBase(Change change, Standing standing) {
    if (change.base() == null) {
      requireNothing(change.path(), standing);
    } else if (!standing.isFile() || !standing.hash().equals(change.base())) {
      throw changed(change.path());
    }
  }

  private static void requireNothing(ProjectPath path, Standing standing) {
    if (!standing.isNothing()) {
      throw ProblemType.ALREADY_EXISTS.thrownFor(
          "path", "Something stands at '" + path + "' already; read it, or choose another name.");
    }
  }

  private static RuntimeException changed(ProjectPath path) {
    return ProblemType.CHANGED_MEANWHILE.thrownFor(
        "path", "'" + path + "' is not what you have seen any more; read it again and retry.");
  }

  private void makeParents(Change change) {
    List<ProjectPath> missing = new ArrayList<>();
    ProjectPath parent = change.path().parent();
    while (!parent.isRoot() && at(parent).isNothing()) {
      missing.addFirst(parent);
      parent = parent.parent();
    }
    if (!parent.isRoot() && !at(parent).isDirectory()) {
      throw ProblemType.NOT_A_REGULAR_FILE.thrownFor(
          "path", "'" + parent + "' is not a directory, so nothing can stand below it.");
    }
    for (ProjectPath directory : missing) {
      Change made =
          Change.directory(
              directory, Modes.DIRECTORY, change.author(), change.cause(), change.at());
      checked.add(made);
      remember(made);
    }
  }

  /**
   * A move keeps its mode and names what it moves, a file that is written keeps the mode it had
   * unless told another.
   */
  private Change withMode(Change change, Standing standing) {
    if (change.isDeletion() || change.type() == FileType.LINK) {
      return change;
    }
    Standing before = change.movedFrom() == null ? standing : at(change.movedFrom());
    if (change.movedFrom() != null) {
      FileType type = Objects.requireNonNullElse(IndexEntry.typeOf(before.kind()), FileType.FILE);
      return copy(change, type, before.mode(), before.hash());
    }
    int fallback = change.type() == FileType.DIRECTORY ? Modes.DIRECTORY : Modes.FILE;
    int mode =
        change.mode() != Modes.KEEP ? change.mode() : before.isFile() ? before.mode() : fallback;
    return copy(change, change.type(), mode, change.base());
  }

  private static Change copy(Change change, FileType type, int mode, ContentHash base) {
    return new Change(
        change.path(),
        type,
        mode,
        change.target(),
        base,
        change.hash(),
        change.size(),
        change.content(),
        change.movedFrom(),
        change.author(),
        change.cause(),
        change.at(),
        change.document());
  }

  private void remember(Change change) {
    if (change.movedFrom() != null) {
      after.put(change.path(), at(change.movedFrom()));
      after.put(change.movedFrom(), Standing.NOTHING);
    } else {
      after.put(change.path(), standingAfter(change));
    }
  }

  private static Standing standingAfter(Change change) {
    if (change.isDeletion()) {
      return Standing.NOTHING;
    }
    return switch (change.type()) {
      case FILE -> new Standing(FileKind.FILE, change.hash(), change.mode());
      case DIRECTORY -> new Standing(FileKind.DIRECTORY, null, change.mode());
      case LINK -> new Standing(FileKind.LINK, null, 0);
    };
  }

  private Standing at(ProjectPath path) {
    for (ProjectPath above = path; !above.isRoot(); above = above.parent()) {
      Standing known = after.get(above);
      if (known != null && (above.equals(path) || known.isNothing())) {
        return known;
      }
    }
    return disk.apply(path);
  }
}
