package dev.atrium.runner.storage;

import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.storage.TestTree.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads a seeded directory back, by the runner's own eyes. */
final class DiskTree {

  private DiskTree() {}

  static Map<ProjectPath, Node> read(Path root) throws IOException {
    Map<ProjectPath, Node> nodes = new TreeMap<>();
    read(new ProjectTree(root, root.resolveSibling("unused")), ProjectPath.ROOT, nodes);
    return nodes;
  }

  /** What the model expects on disk, where missing parents are there all the same. */
  static Map<ProjectPath, Node> expected(TestTree tree) {
    Map<ProjectPath, Node> nodes = new TreeMap<>(tree.nodes());
    for (ProjectPath path : tree.nodes().keySet()) {
      for (ProjectPath up = path.parent(); !up.isRoot(); up = up.parent()) {
        nodes.putIfAbsent(up, Node.directory(0755));
      }
    }
    return nodes;
  }

  private static void read(ProjectTree tree, ProjectPath path, Map<ProjectPath, Node> nodes)
      throws IOException {
    for (FileStat stat : tree.list(path)) {
      switch (stat.kind()) {
        case FILE ->
            nodes.put(
                stat.path(), new Node(FileType.FILE, stat.mode(), tree.hash(stat.path()).hex()));
        case LINK -> nodes.put(stat.path(), Node.link(stat.target()));
        case DIRECTORY -> {
          nodes.put(stat.path(), Node.directory(stat.mode()));
          read(tree, stat.path(), nodes);
        }
        default -> throw new AssertionError(stat);
      }
    }
  }
}
