package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A project that changes at random, and what it should look like: a model that knows nothing of the
 * log. Runs of the same seed are the same.
 */
final class TestTree {

  /** What stands at a path. */
  record Node(FileType type, int mode, String content) {
    static Node file(int mode, byte[] bytes) {
      return new Node(FileType.FILE, mode, ContentHash.of(bytes).hex());
    }

    static Node link(byte[] target) {
      return new Node(FileType.LINK, 0, java.util.HexFormat.of().formatHex(target));
    }

    static Node directory(int mode) {
      return new Node(FileType.DIRECTORY, mode, "");
    }
  }

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;
  private final TreeMap<ProjectPath, Node> nodes = new TreeMap<>();
  private final TreeMap<ProjectPath, byte[]> contents = new TreeMap<>();
  private long position;

  TestTree(long seed) {
    this.random = new Random(seed);
  }

  Map<ProjectPath, Node> nodes() {
    return nodes;
  }

  /** The regular files' bytes. */
  Map<ProjectPath, byte[]> contents() {
    return contents;
  }

  /** Some changes, applied to the model already. */
  List<PendingChange> change(int count) {
    List<PendingChange> changes = new ArrayList<>();
    while (changes.size() < count) {
      PendingChange next =
          switch (random.nextInt(10)) {
            case 0 -> delete();
            case 1 -> move();
            case 2 -> link();
            case 3 -> directory();
            default -> write(path(), size());
          };
      if (next != null) {
        changes.add(next);
      }
    }
    return changes;
  }

  PendingChange write(ProjectPath path, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return write(path, bytes);
  }

  PendingChange write(ProjectPath path, byte[] bytes) {
    if (isDirectory(path)) {
      return null;
    }
    int mode = random.nextBoolean() ? 0644 : 0755;
    makeRoom(path);
    nodes.put(path, Node.file(mode, bytes));
    contents.put(path, bytes);
    boolean inline = bytes.length <= LogLimits.INLINE_BYTES && random.nextBoolean();
    Change change =
        Change.file(
            path,
            mode,
            null,
            ContentHash.of(bytes),
            bytes.length,
            inline ? new ContentRef.Inline(bytes) : new ContentRef.OnDisk("staged"),
            "someone",
            Cause.EDIT,
            AT);
    return new PendingChange(
        ++position, change, inline ? null : () -> new ByteArrayInputStream(bytes));
  }

  PendingChange delete(ProjectPath path) {
    remove(path);
    return new PendingChange(++position, Change.delete(path, null, null, Cause.DISK, AT), null);
  }

  PendingChange move(ProjectPath from, ProjectPath to) {
    Node node = nodes.get(from);
    byte[] content = contents.get(from);
    TreeMap<ProjectPath, Node> below = new TreeMap<>();
    TreeMap<ProjectPath, byte[]> contentsBelow = new TreeMap<>();
    for (ProjectPath path : List.copyOf(nodes.keySet())) {
      if (path.startsWith(from) && !path.equals(from)) {
        ProjectPath rest =
            ProjectPath.ofBytes(
                java.util.Arrays.copyOfRange(
                    path.bytes(), from.bytes().length + 1, path.bytes().length));
        below.put(to.resolve(rest), nodes.get(path));
        if (contents.containsKey(path)) {
          contentsBelow.put(to.resolve(rest), contents.get(path));
        }
      }
    }
    remove(from);
    remove(to);
    makeRoom(to);
    nodes.put(to, node);
    nodes.putAll(below);
    contents.putAll(contentsBelow);
    if (content != null) {
      contents.put(to, content);
    }
    Change change =
        new Change(
            to,
            node.type(),
            node.mode(),
            node.type() == FileType.LINK ? java.util.HexFormat.of().parseHex(node.content()) : null,
            null,
            node.type() == FileType.FILE ? new ContentHash(node.content()) : null,
            content == null ? 0 : content.length,
            null,
            from,
            null,
            Cause.EDIT,
            AT);
    return new PendingChange(++position, change, null);
  }

  private PendingChange delete() {
    return nodes.isEmpty() ? null : delete(any());
  }

  private PendingChange move() {
    if (nodes.isEmpty()) {
      return null;
    }
    ProjectPath from = any();
    ProjectPath to = path();
    boolean possible = !to.startsWith(from) && !from.startsWith(to) && !isDirectory(to);
    return possible ? move(from, to) : null;
  }

  private PendingChange link() {
    ProjectPath path = path();
    if (isDirectory(path)) {
      return null;
    }
    byte[] target =
        random.nextBoolean() ? bytes("../../etc/passwd") : new byte[] {'x', (byte) 0xFE};
    makeRoom(path);
    nodes.put(path, Node.link(target));
    contents.remove(path);
    return new PendingChange(++position, Change.link(path, target, null, Cause.DISK, AT), null);
  }

  private PendingChange directory() {
    ProjectPath path = path();
    int mode = random.nextBoolean() ? 0755 : 0700;
    if (!isDirectory(path)) {
      remove(path);
      makeRoom(path);
    }
    nodes.put(path, Node.directory(mode));
    return new PendingChange(++position, Change.directory(path, mode, null, Cause.DISK, AT), null);
  }

  /** Only 200 names on three levels, so that changes meet; some are not UTF-8. */
  private ProjectPath path() {
    ProjectPath path = ProjectPath.ROOT;
    for (int level = random.nextInt(3); level >= 0; level--) {
      int n = random.nextInt(6);
      byte[] name =
          switch (random.nextInt(12)) {
            case 0 -> new byte[] {(byte) 0xFF, (byte) ('a' + n)};
            case 1 -> bytes("ü %41#?" + n);
            default -> bytes("n" + n);
          };
      path = path.resolve(ProjectPath.ofBytes(name));
    }
    return path;
  }

  private int size() {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> LogLimits.INLINE_BYTES + random.nextInt(200_000);
      default -> random.nextInt(4096);
    };
  }

  private ProjectPath any() {
    return List.copyOf(nodes.keySet()).get(random.nextInt(nodes.size()));
  }

  private boolean isDirectory(ProjectPath path) {
    Node node = nodes.get(path);
    ProjectPath below = nodes.ceilingKey(path.resolve("\u0001"));
    return (node != null && node.type() == FileType.DIRECTORY)
        || (below != null && below.startsWith(path));
  }

  private void makeRoom(ProjectPath path) {
    for (ProjectPath up = path.parent(); !up.isRoot(); up = up.parent()) {
      Node node = nodes.get(up);
      if (node != null && node.type() != FileType.DIRECTORY) {
        nodes.remove(up);
        contents.remove(up);
      }
    }
  }

  private void remove(ProjectPath path) {
    nodes.keySet().removeIf(p -> p.startsWith(path));
    contents.keySet().removeIf(p -> p.startsWith(path));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
