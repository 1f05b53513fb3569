package dev.atrium.runner.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What the machine's file system may remember of directories after a power loss: a state between
 * the last force and the end, as file systems with an ordered journal (ext4, XFS) leave it. Steps
 * between two recorded states are lost or kept together.
 *
 * <p>It cannot prove that a real kernel and disk keep what {@code fsync} promised, nor what file
 * systems do that reorder renames.
 */
final class TreeHistory {

  private final List<Path> directories;
  private final List<Map<Path, Node>> states = new ArrayList<>();

  TreeHistory(Path... directories) {
    this.directories = List.of(directories);
  }

  /** A file's content and time; no content for a directory. */
  private record Node(byte[] content, FileTime modified) {}

  /** A state that a power loss may leave. */
  synchronized void record() {
    states.add(snapshot());
  }

  /** What stands now outlives a power loss. */
  synchronized void forced() {
    states.clear();
    record();
  }

  /** Takes the directories back to one of the states that a power loss may leave. */
  synchronized void losePower(RandomGenerator random) throws IOException {
    record();
    Map<Path, Node> left = states.get(random.nextInt(states.size()));
    for (Path directory : directories) {
      if (left.containsKey(directory)) {
        clear(directory);
      }
    }
    for (Map.Entry<Path, Node> entry : left.entrySet()) {
      if (entry.getValue().content() == null) {
        Files.createDirectories(entry.getKey());
      } else {
        Files.write(entry.getKey(), entry.getValue().content());
        Files.setLastModifiedTime(entry.getKey(), entry.getValue().modified());
      }
    }
    List<Path> deepestFirst = new ArrayList<>(left.keySet());
    for (Path path : deepestFirst.reversed()) {
      Files.setLastModifiedTime(path, left.get(path).modified());
    }
    forced();
  }

  /** Others write meanwhile: what vanishes under the look is looked at again. */
  private Map<Path, Node> snapshot() {
    while (true) {
      try {
        Map<Path, Node> nodes = new TreeMap<>();
        for (Path directory : directories) {
          if (Files.exists(directory)) {
            addTo(nodes, directory);
          }
        }
        return nodes;
      } catch (IOException | UncheckedIOException changing) {
        Thread.onSpinWait();
      }
    }
  }

  private static void addTo(Map<Path, Node> nodes, Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        byte[] content = file ? Files.readAllBytes(path) : null;
        nodes.put(path, new Node(content, Files.getLastModifiedTime(path)));
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.delete(path);
        }
      }
    }
  }
}
