package dev.atrium.api.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeStateTest {

  private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");

  private final TreeState tree = new TreeState();

  @Test
  void keepsTheNewestContentOfAFile() {
    tree.apply(file("a.txt", "one"));
    tree.apply(file("a.txt", "two"));

    assertThat(content("a.txt")).isEqualTo("two");
    assertThat(tree.get(path("a.txt")).size()).isEqualTo(3);
    assertThat(tree.get(path("a.txt")).hash()).isEqualTo(hash("two"));
  }

  @Test
  void aFileWithoutNewContentKeepsItsContent() {
    tree.apply(file("run.sh", "echo"));
    tree.apply(
        Change.file(
            path("run.sh"), 0755, hash("echo"), hash("echo"), 4, null, null, Cause.DISK, AT));

    assertThat(tree.get(path("run.sh")).mode()).isEqualTo(0755);
    assertThat(content("run.sh")).isEqualTo("echo");
  }

  @Test
  void aFileWhoseContentIsNowhereIsRefusedAndChangesNothing() {
    tree.apply(file("here", "x"));
    Change nowhere =
        Change.file(path("gone"), 0644, null, hash("?"), 1, null, null, Cause.EDIT, AT);

    assertThatIllegalArgumentException().isThrownBy(() -> tree.apply(nowhere));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.apply(nowhere.withMovedFrom(path("also/gone"))));
    assertThat(paths()).containsExactly("here");
  }

  @Test
  void keepsALinkWithItsTarget() {
    byte[] target = {'.', '.', '/', (byte) 0xFF};
    tree.apply(Change.link(path("link"), target, null, Cause.DISK, AT));

    assertThat(tree.get(path("link")).type()).isEqualTo(FileType.LINK);
    assertThat(tree.get(path("link")).target()).isEqualTo(target);
  }

  @Test
  void aDeletedDirectoryTakesWhatIsBelowItButNotItsNeighbours() {
    givenDirectoryWithNeighbours("src");

    tree.apply(delete("src"));

    assertThat(paths()).containsExactly("src-old", "src.txt", "src0");
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    tree.apply(delete("nothing/here"));

    assertThat(paths()).isEmpty();
  }

  @Test
  void aMovedFileKeepsItsContentAndLeavesItsOldPath() {
    tree.apply(file("a", "text"));
    tree.apply(moved("a", "b", FileType.FILE));

    assertThat(paths()).containsExactly("b");
    assertThat(content("b")).isEqualTo("text");
    assertThat(tree.get(path("b")).path()).isEqualTo(path("b"));
  }

  @Test
  void aMovedFileMayBringNewContent() {
    tree.apply(file("a", "old"));
    tree.apply(file("b", "new").withMovedFrom(path("a")));

    assertThat(paths()).containsExactly("b");
    assertThat(content("b")).isEqualTo("new");
  }

  @Test
  void aMovedDirectoryTakesItsSubtreeAlong() {
    givenDirectoryWithNeighbours("src");

    tree.apply(moved("src", "lib/main", FileType.DIRECTORY));

    assertThat(paths())
        .containsExactly(
            "lib/main",
            "lib/main/a",
            "lib/main/deep",
            "lib/main/deep/b",
            "src-old",
            "src.txt",
            "src0");
    assertThat(content("lib/main/deep/b")).isEqualTo("b");
    assertThat(tree.get(path("lib/main/deep/b")).path()).isEqualTo(path("lib/main/deep/b"));
  }

  @Test
  void aMoveReplacesWhatStoodAtItsTarget() {
    tree.apply(file("from", "mine"));
    tree.apply(directory("to"));
    tree.apply(file("to/old", "gone"));

    tree.apply(moved("from", "to", FileType.FILE));

    assertThat(paths()).containsExactly("to");
    assertThat(content("to")).isEqualTo("mine");
  }

  @Test
  void aDirectoryMayReplaceItsOwnParent() {
    tree.apply(directory("a"));
    tree.apply(file("a/sibling", "gone"));
    tree.apply(directory("a/b"));
    tree.apply(file("a/b/c", "kept"));

    tree.apply(moved("a/b", "a", FileType.DIRECTORY));

    assertThat(paths()).containsExactly("a", "a/c");
    assertThat(content("a/c")).isEqualTo("kept");
  }

  @Test
  void nothingMovesBelowItself() {
    givenDirectoryWithNeighbours("src");
    List<String> before = paths();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.apply(moved("src", "src/deep/src", FileType.DIRECTORY)));
    assertThat(paths()).isEqualTo(before);
  }

  @Test
  void aSubtreeThatWouldGetTooLongAPathStaysWhereItIs() {
    tree.apply(directory("d"));
    tree.apply(file("d/" + "x".repeat(200), "kept"));
    String deep = ("y".repeat(250) + "/").repeat(12) + "z".repeat(50);
    List<String> before = paths();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.apply(moved("d", deep, FileType.DIRECTORY)));
    assertThat(paths()).isEqualTo(before);
  }

  @Test
  void aFileOrLinkReplacesADirectoryAndItsSubtree() {
    givenDirectoryWithNeighbours("src");
    tree.apply(file("src", "now a file"));
    assertThat(paths()).containsExactly("src", "src-old", "src.txt", "src0");

    tree.apply(directory("src"));
    tree.apply(file("src/x", "x"));
    tree.apply(Change.link(path("src"), new byte[] {'x'}, null, Cause.DISK, AT));
    assertThat(paths()).containsExactly("src", "src-old", "src.txt", "src0");
  }

  @Test
  void aDirectoryWithAnotherModeKeepsItsSubtree() {
    givenDirectoryWithNeighbours("src");
    tree.apply(Change.directory(path("src"), 0700, null, Cause.DISK, AT));

    assertThat(tree.get(path("src")).mode()).isEqualTo(0700);
    assertThat(content("src/deep/b")).isEqualTo("b");
  }

  @Test
  void missingParentsAreNotInvented() {
    tree.apply(file("a/b/c", "c"));

    assertThat(paths()).containsExactly("a/b/c");
  }

  @Test
  void nothingStandsBelowAFile() {
    tree.apply(file("a", "file"));
    tree.apply(file("a/b", "child"));

    assertThat(paths()).containsExactly("a/b");
  }

  @Test
  void parentsSortBeforeTheirContents() {
    tree.apply(file("b/c/d", "1"));
    tree.apply(directory("b/c"));
    tree.apply(directory("b"));

    assertThat(paths()).containsExactly("b", "b/c", "b/c/d");
  }

  @Test
  void findsWhatIsBelowAPathOfAnyLength() {
    String longest = ("d".repeat(255) + "/").repeat(11) + "e".repeat(255) + "/z";
    tree.apply(file(longest.substring(0, 3072 - 2), "leaf"));
    tree.apply(file("\u00ff", "x"));

    assertThat(tree.below(path(longest.substring(0, 3072 - 2)))).isEmpty();
    assertThat(tree.below(ProjectPath.ROOT)).hasSize(2);
  }

  @Test
  void foldsAsAModelOfDirectoriesDoes() {
    Random random = new Random(7);
    TreeMap<String, String> model = new TreeMap<>();
    for (int step = 0; step < 5_000; step++) {
      String at = randomPath(random);
      String other = randomPath(random);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          write(model, at, "text " + step);
          tree.apply(file(at, "text " + step));
        }
        case 2 -> {
          remove(model, at);
          tree.apply(delete(at));
        }
        default -> {
          if (model.containsKey(at) && !(other + "/").startsWith(at + "/")) {
            String text = model.get(at);
            remove(model, at);
            write(model, other, text);
            tree.apply(moved(at, other, FileType.FILE));
          }
        }
      }
      assertThat(contents()).isEqualTo(model);
    }
  }

  private static void write(TreeMap<String, String> model, String at, String text) {
    remove(model, at);
    model.keySet().removeIf(key -> at.startsWith(key + "/"));
    model.put(at, text);
  }

  private static void remove(TreeMap<String, String> model, String at) {
    model.keySet().removeIf(key -> key.equals(at) || key.startsWith(at + "/"));
  }

  private static String randomPath(Random random) {
    List<String> names = new ArrayList<>();
    for (int depth = random.nextInt(3); depth >= 0; depth--) {
      names.add(List.of("a", "a-", "a0", "b").get(random.nextInt(4)));
    }
    return String.join("/", names);
  }

  private void givenDirectoryWithNeighbours(String name) {
    tree.apply(directory(name));
    tree.apply(file(name + "/a", "a"));
    tree.apply(directory(name + "/deep"));
    tree.apply(file(name + "/deep/b", "b"));
    tree.apply(file(name + "-old", "n"));
    tree.apply(file(name + ".txt", "n"));
    tree.apply(file(name + "0", "n"));
  }

  private List<String> paths() {
    return tree.entries().keySet().stream().map(ProjectPath::toString).toList();
  }

  private TreeMap<String, String> contents() {
    TreeMap<String, String> contents = new TreeMap<>();
    tree.entries()
        .keySet()
        .forEach(path -> contents.put(path.toString(), content(path.toString())));
    return contents;
  }

  private String content(String at) {
    var inline = (ContentRef.Inline) tree.get(path(at)).content();
    return new String(inline.bytes(), StandardCharsets.UTF_8);
  }

  private static Change file(String at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Change.file(
        path(at),
        0644,
        null,
        hash(text),
        bytes.length,
        new ContentRef.Inline(bytes),
        "ann",
        Cause.EDIT,
        AT);
  }

  private static Change directory(String at) {
    return Change.directory(path(at), 0755, "ann", Cause.EDIT, AT);
  }

  private static Change delete(String at) {
    return Change.delete(path(at), null, "ann", Cause.EDIT, AT);
  }

  private static Change moved(String from, String to, FileType type) {
    return new Change(
        path(to), type, 0644, null, null, null, 0, null, path(from), "ann", Cause.EDIT, AT);
  }

  private static ContentHash hash(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }
}
