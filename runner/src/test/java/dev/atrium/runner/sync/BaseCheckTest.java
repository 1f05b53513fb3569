package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseCheckTest {

  private final Map<String, Standing> disk = new HashMap<>();

  @Test
  void missingParentsBecomeChangesOfTheirOwn() {
    List<Change> checked = check(Workspace.file("a/b/c.txt", "x", null));
    assertThat(checked)
        .extracting(change -> change.path().toString())
        .containsExactly("a", "a/b", "a/b/c.txt");
  }

  @Test
  void aFileKeepsTheModeThatItHas() {
    disk.put("run.sh", new Standing(FileKind.FILE, Workspace.hash("old"), 0755));
    Change write = Workspace.file("run.sh", "new", Workspace.hash("old"));
    Change keeping =
        Change.file(
            write.path(),
            -1,
            write.base(),
            write.hash(),
            write.size(),
            write.content(),
            null,
            Cause.EDIT,
            Instant.EPOCH);
    assertThat(check(keeping).getFirst().mode()).isEqualTo(0755);
  }

  @Test
  void aBaseThatIsNotThereIsRefused() {
    disk.put("a", new Standing(FileKind.FILE, Workspace.hash("newer"), 0644));
    refused(ProblemType.CHANGED_MEANWHILE, Workspace.file("a", "x", Workspace.hash("old")));
    refused(ProblemType.ALREADY_EXISTS, Workspace.file("a", "x", null));
    refused(ProblemType.CHANGED_MEANWHILE, Workspace.file("gone", "x", Workspace.hash("old")));
    refused(ProblemType.CHANGED_MEANWHILE, delete("a"));
    refused(ProblemType.NOT_FOUND, delete("gone"));
  }

  @Test
  void nothingStandsBelowAFileOrALink() {
    disk.put("a", new Standing(FileKind.LINK, null, 0));
    refused(ProblemType.NOT_A_REGULAR_FILE, Workspace.file("a/b", "x", null));
  }

  @Test
  void laterChangesOfABatchSeeEarlierOnes() {
    Change directory = Change.directory(ProjectPath.of("d"), 0755, null, Cause.EDIT, Instant.EPOCH);
    assertThat(check(directory, Workspace.file("d/f", "x", null))).hasSize(2);
    refused(
        ProblemType.ALREADY_EXISTS, Workspace.file("n", "x", null), Workspace.file("n", "y", null));
  }

  @Test
  void aMoveKeepsTypeAndModeAndNeedsAFreeTarget() {
    disk.put("d", new Standing(FileKind.DIRECTORY, null, 0700));
    disk.put("taken", new Standing(FileKind.FILE, Workspace.hash("x"), 0644));
    Change moved = check(move("d", "e")).getFirst();
    assertThat(moved.type()).isEqualTo(FileType.DIRECTORY);
    assertThat(moved.mode()).isEqualTo(0700);
    refused(ProblemType.ALREADY_EXISTS, move("d", "taken"));
    refused(ProblemType.INVALID_PATH, move("d", "d/inside"));
    refused(ProblemType.NOT_FOUND, move("gone", "x"));
  }

  private List<Change> check(Change... changes) {
    return BaseCheck.check(
        List.of(changes), path -> disk.getOrDefault(path.toString(), Standing.NOTHING));
  }

  private void refused(ProblemType type, Change... changes) {
    assertThatThrownBy(() -> check(changes))
        .isInstanceOfSatisfying(
            ProblemException.class, refused -> assertThat(refused.type()).isEqualTo(type));
  }

  private static Change delete(String path) {
    return Change.delete(ProjectPath.of(path), null, null, Cause.EDIT, Instant.EPOCH);
  }

  private static Change move(String from, String to) {
    return Change.move(
        ProjectPath.of(from), ProjectPath.of(to), FileType.FILE, null, Cause.EDIT, Instant.EPOCH);
  }
}
