package dev.atrium.initservice.archive;

import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what an archive becomes, before anything of it is read: which entries are refused, which
 * are left out, and where the rest goes.
 *
 * <p>Left out is what macOS adds ({@code __MACOSX}, {@code .DS_Store}) and what is excluded. One
 * folder around everything, as GitHub's downloads have, is taken away.
 */
final class ImportPlan {

  private static final String MAC_JUNK = "__MACOSX";
  private static final String MAC_SETTINGS = ".DS_Store";

  private ImportPlan() {}

  /**
   * Where everything goes, by path.
   *
   * @param excludes names of files and directories to leave out
   * @throws ProblemException {@code hostile-archive}, which names the entry
   */
  static Collection<Item> of(List<ZipMember> members, Set<String> excludes) {
    List<Item> items = new ArrayList<>();
    for (ZipMember member : members) {
      refuseStrange(member);
      ProjectPath path = path(member);
      if (!path.isRoot() && !isLeftOut(path, excludes)) {
        items.add(new Item(path, member));
      }
    }
    return distinct(withoutTopFolder(items));
  }

  private static void refuseStrange(ZipMember member) {
    if (member.isEncrypted()) {
      throw refused(member, "is encrypted; unpack it and make a plain zip.");
    }
    if (member.isSpecial()) {
      throw refused(member, "is a link or device; archives may have files and folders only.");
    }
    if (member.method() != ZipMember.STORED && member.method() != ZipMember.DEFLATED) {
      throw refused(member, "is packed by a rare method; make the zip anew with deflate.");
    }
  }

  private static ProjectPath path(ZipMember member) {
    byte[] name = member.name();
    int start = name.length >= 2 && name[0] == '.' && name[1] == '/' ? 2 : 0;
    int end = member.isDirectory() ? name.length - 1 : name.length;
    if (name.length == 0 || start > end) {
      return ProjectPath.ROOT;
    }
    try {
      return ProjectPath.ofBytes(Arrays.copyOfRange(name, start, end));
    } catch (InvalidPathException outside) {
      throw refused(member, "is refused: " + outside.getMessage());
    }
  }

  private static boolean isLeftOut(ProjectPath path, Set<String> excludes) {
    return path.segments().stream()
        .map(ProjectPath::toString)
        .anyMatch(
            name -> name.equals(MAC_JUNK) || name.equals(MAC_SETTINGS) || excludes.contains(name));
  }

  private static List<Item> withoutTopFolder(List<Item> items) {
    if (items.isEmpty()) {
      return items;
    }
    ProjectPath top = items.getFirst().path.segments().getFirst();
    boolean around =
        items.stream()
            .allMatch(
                item ->
                    item.path.startsWith(top)
                        && (!item.path.equals(top) || item.member.isDirectory()));
    if (!around) {
      return items;
    }
    int cut = top.bytes().length + 1;
    return items.stream()
        .filter(item -> !item.path.equals(top))
        .map(
            item -> {
              byte[] path = item.path.bytes();
              return new Item(
                  ProjectPath.ofBytes(Arrays.copyOfRange(path, cut, path.length)), item.member);
            })
        .toList();
  }

  private static Collection<Item> distinct(List<Item> items) {
    Map<ProjectPath, Item> byPath = new TreeMap<>();
    for (Item item : items) {
      Item before = byPath.put(item.path, item);
      if (before != null && !(before.member.isDirectory() && item.member.isDirectory())) {
        throw refused(item.member, "is in the archive twice.");
      }
    }
    for (Item item : items) {
      for (ProjectPath p = item.path.parent(); !p.isRoot(); p = p.parent()) {
        Item parent = byPath.get(p);
        if (parent != null && !parent.member.isDirectory()) {
          throw refused(item.member, "lies below something that is a file.");
        }
      }
    }
    return byPath.values();
  }

  static ProblemException refused(ZipMember member, String why) {
    return ProblemType.HOSTILE_ARCHIVE.thrownFor(
        "zip", "The entry “" + member.shownName() + "” " + why);
  }

  /** One file or directory of the new project. */
  record Item(ProjectPath path, ZipMember member) {}
}
