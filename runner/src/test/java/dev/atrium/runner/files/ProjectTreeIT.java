package dev.atrium.runner.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing on the real file system. */
class ProjectTreeIT {

  @TempDir Path temp;
  private Path root;
  private Path staging;
  private ProjectTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectory(temp.resolve("project"));
    staging = temp.resolve("staging");
    tree = new ProjectTree(root, staging);
  }

  @Test
  void writesAndReadsBackWithParentsMade() throws IOException {
    tree.write(path("a/b/c.txt"), bytes("hello"), 0755);

    assertThat(tree.readAll(path("a/b/c.txt"), 100)).isEqualTo(bytes("hello"));
    FileStat stat = tree.stat(path("a/b/c.txt")).orElseThrow();
    assertThat(stat.kind()).isEqualTo(FileKind.FILE);
    assertThat(stat.mode()).isEqualTo(0755);
    assertThat(stat.size()).isEqualTo(5);
    assertThat(tree.hash(path("a/b/c.txt"))).isEqualTo(ContentHash.of(bytes("hello")));
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void keepsTheModeWhenAsked() throws IOException {
    tree.write(path("run.sh"), bytes("1"), 0750);
    tree.write(path("run.sh"), bytes("2"), Modes.KEEP);
    tree.write(path("new.txt"), bytes("3"), Modes.KEEP);

    assertThat(tree.stat(path("run.sh")).orElseThrow().mode()).isEqualTo(0750);
    assertThat(tree.stat(path("new.txt")).orElseThrow().mode()).isEqualTo(Modes.FILE);
    tree.setMode(path("run.sh"), 06711);
    assertThat(tree.stat(path("run.sh")).orElseThrow().mode()).isEqualTo(0711);
  }

  @Test
  void modificationTimesAndKeysTellFilesApart() throws IOException {
    tree.write(path("x"), bytes("1"), Modes.KEEP);
    FileStat first = tree.stat(path("x")).orElseThrow();
    assertThat(tree.stat(path("x")))
        .hasValueSatisfying(
            s -> {
              assertThat(s.fileKey()).isEqualTo(first.fileKey());
              assertThat(s.modifiedNanos()).isEqualTo(first.modifiedNanos()).isPositive();
            });
    Path kept = Files.createLink(temp.resolve("kept"), root.resolve("x"));
    tree.write(path("x"), bytes("2"), Modes.KEEP);
    assertThat(tree.stat(path("x")).orElseThrow().fileKey()).isNotEqualTo(first.fileKey());
    assertThat(kept).hasContent("1");
  }

  @Test
  void readAllSaysWhenAFileIsTooLarge() throws IOException {
    tree.write(path("x"), bytes("12345"), Modes.KEEP);
    assertThat(tree.readAll(path("x"), 5)).hasSize(5);
    assertProblem(ProblemType.TOO_LARGE, () -> tree.readAll(path("x"), 4));
  }

  @Test
  void stagedContentWaitsUntilItIsAdopted() throws IOException {
    StagedFile staged = tree.stage(new ByteArrayInputStream(bytes("later")), 5);
    assertThat(staged.size()).isEqualTo(5);
    assertThat(staged.hash()).isEqualTo(ContentHash.of(bytes("later")));
    assertThat(tree.readStaged(staged.name())).hasBinaryContent(bytes("later"));
    assertThat(root).isEmptyDirectory();

    tree.adopt(staged, path("d/later.txt"), 0600);
    assertThat(root.resolve("d/later.txt")).hasContent("later");
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void anUploadAboveTheLimitLeavesNothingBehind() {
    assertProblem(
        ProblemType.TOO_LARGE, () -> tree.stage(new ByteArrayInputStream(bytes("123456")), 5));
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void leftoversOfACrashGoExceptWhatTheJournalNeeds() throws IOException {
    StagedFile needed = tree.stage(new ByteArrayInputStream(bytes("1")), 5);
    tree.stage(new ByteArrayInputStream(bytes("2")), 5);
    Files.createDirectories(staging.resolve("half/deleted/tree"));

    tree.discardLeftovers(needed.name()::equals);

    assertThat(names(staging)).containsExactly(needed.name());
    tree.discard(needed);
    tree.discard(needed);
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void listsInTheOrderOfBytesWithKindsAndTargets() throws IOException {
    tree.createDirectory(path("Z"), Modes.DIRECTORY);
    tree.write(path("a"), bytes("1"), Modes.KEEP);
    tree.createLink(path("link"), bytes("../nowhere/x/"));

    List<FileStat> entries = tree.list(ProjectPath.ROOT);
    assertThat(entries).extracting(s -> s.path().toString()).containsExactly("Z", "a", "link");
    assertThat(entries)
        .extracting(FileStat::kind)
        .containsExactly(FileKind.DIRECTORY, FileKind.FILE, FileKind.LINK);
    assertThat(entries.get(2).target()).isEqualTo(bytes("../nowhere/x/"));
  }

  @Test
  void statOfNothingIsEmptyAndOfTheRootADirectory() throws IOException {
    assertThat(tree.stat(path("none"))).isEmpty();
    assertThat(tree.stat(path("none/below"))).isEmpty();
    assertThat(tree.stat(ProjectPath.ROOT).orElseThrow().kind()).isEqualTo(FileKind.DIRECTORY);
  }

  @Test
  void movesFilesAndDirectoriesAndNeverOntoSomething() throws IOException {
    tree.write(path("a/x"), bytes("1"), Modes.KEEP);
    tree.move(path("a"), path("b/c"));
    assertThat(root.resolve("b/c/x")).hasContent("1");

    tree.write(path("y"), bytes("2"), Modes.KEEP);
    assertProblem(ProblemType.ALREADY_EXISTS, () -> tree.move(path("y"), path("b/c/x")));
    assertProblem(ProblemType.NOT_FOUND, () -> tree.move(path("none"), path("z")));
    assertProblem(ProblemType.INVALID_PATH, () -> tree.move(path("b"), path("b/c/d")));
    assertThat(root.resolve("b/c/x")).hasContent("1");
  }

  @Test
  void deletesWholeTreesWithoutFollowingLinks() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "kept");
    tree.write(path("d/e/f"), bytes("1"), 0400);
    Files.createSymbolicLink(root.resolve("d/e/out"), outside);
    tree.setMode(path("d/e"), 0500);

    tree.deleteRecursively(path("d"));
    tree.deleteRecursively(path("d"));

    assertThat(root).isEmptyDirectory();
    assertThat(staging).isEmptyDirectory();
    assertThat(outside.resolve("precious")).hasContent("kept");
  }

  @Test
  void walksWithinItsBounds() throws IOException {
    tree.write(path("a/1"), bytes(""), Modes.KEEP);
    tree.write(path("a/2"), bytes(""), Modes.KEEP);
    tree.write(path("node_modules/x/y"), bytes(""), Modes.KEEP);
    tree.createLink(path("z"), bytes("a"));

    List<String> seen = new ArrayList<>();
    TreeWalk.Result all =
        tree.walk(
            ProjectPath.ROOT,
            stat -> !stat.path().name().toString().equals("node_modules"),
            100,
            stat -> seen.add(stat.path().toString()));
    assertThat(seen).containsExactly("a", "a/1", "a/2", "z");
    assertThat(all).isEqualTo(new TreeWalk.Result(4, false, List.of()));

    assertThat(tree.walk(ProjectPath.ROOT, _ -> true, 3, _ -> {}).truncated()).isTrue();
    assertThat(tree.walk(ProjectPath.ROOT, _ -> true, 7, _ -> {}).truncated()).isFalse();
  }

  @Test
  void veryDeepTreesAreWalkedAndDeleted() throws IOException {
    String deep = "d/".repeat(1500) + "f";
    tree.write(path(deep), bytes("deep"), Modes.KEEP);

    List<ProjectPath> seen = new ArrayList<>();
    tree.walk(ProjectPath.ROOT, _ -> true, 10_000, stat -> seen.add(stat.path()));
    assertThat(seen).hasSize(1501).last().hasToString(deep);

    tree.deleteRecursively(path("d"));
    assertThat(root).isEmptyDirectory();
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void theRootItselfCannotBeTouched() {
    assertProblem(ProblemType.INVALID_PATH, () -> tree.deleteRecursively(ProjectPath.ROOT));
    assertProblem(ProblemType.INVALID_PATH, () -> tree.move(path("a"), ProjectPath.ROOT));
    assertProblem(
        ProblemType.INVALID_PATH, () -> tree.write(ProjectPath.ROOT, bytes(""), Modes.KEEP));
    assertProblem(ProblemType.INVALID_PATH, () -> tree.openRead(ProjectPath.ROOT));
  }

  static void assertProblem(ProblemType type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, failure -> assertThat(failure.type()).isEqualTo(type));
  }

  static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
