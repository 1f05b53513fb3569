package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.sync.ReplayDecision.Later;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayDecisionTest {

  private static final Later NO_MORE = new Later(Set.of(), false, false);
  private static final Change WRITE = Workspace.file("a", "new", Workspace.hash("base"));

  @Test
  void aWriteIsMadeWhereItsBaseStands() {
    assertThat(of(WRITE, file("base"), NO_MORE)).isEqualTo(ReplayDecision.APPLY);
    assertThat(of(Workspace.file("a", "new", null), Standing.NOTHING, NO_MORE))
        .isEqualTo(ReplayDecision.APPLY);
  }

  @Test
  void aWriteThatReachedTheDiskIsDone() {
    assertThat(of(WRITE, file("new"), NO_MORE)).isEqualTo(ReplayDecision.DONE);
  }

  @Test
  void aWriteThatTheJournalReplacedLaterIsDone() {
    Later later = new Later(Set.of(Workspace.hash("newer")), false, true);
    assertThat(of(WRITE, file("newer"), later)).isEqualTo(ReplayDecision.DONE);
    assertThat(of(WRITE, Standing.NOTHING, new Later(Set.of(), true, false)))
        .isEqualTo(ReplayDecision.DONE);
  }

  @Test
  void whatNobodyKnowsIsNeverOverwritten() {
    assertThat(of(WRITE, file("a shell's"), NO_MORE)).isEqualTo(ReplayDecision.COPY);
    assertThat(of(WRITE, Standing.NOTHING, NO_MORE)).isEqualTo(ReplayDecision.COPY);
    assertThat(of(WRITE, new Standing(FileKind.DIRECTORY, null, 0755), NO_MORE))
        .isEqualTo(ReplayDecision.COPY);
  }

  @Test
  void onlyTheLastOfManyEditsIsKeptBesideAShellsWrite() {
    Later more = new Later(Set.of(Workspace.hash("newer")), false, true);
    assertThat(of(WRITE, file("a shell's"), more)).isEqualTo(ReplayDecision.DONE);
  }

  @Test
  void whatSomebodyPutBackAfterTheEditIsKept() {
    assertThat(ReplayDecision.of(WRITE, file("base"), Standing.NOTHING, NO_MORE, /* newer= */ true))
        .isEqualTo(ReplayDecision.COPY);
  }

  @Test
  void aDirectoryThatWasMadeAgainAfterItsDeletionStays() {
    Change deletion = Change.delete(ProjectPath.of("d"), null, "ada", Cause.EDIT, Instant.EPOCH);
    Standing directory = new Standing(FileKind.DIRECTORY, null, 0755);
    assertThat(ReplayDecision.of(deletion, directory, Standing.NOTHING, NO_MORE, true))
        .isEqualTo(ReplayDecision.SKIP);
    assertThat(of(deletion, directory, NO_MORE)).isEqualTo(ReplayDecision.APPLY);
  }

  @Test
  void aDeletionTakesOnlyWhatItsAuthorSaw() {
    Change deletion =
        Change.delete(
            ProjectPath.of("a"), Workspace.hash("base"), "ada", Cause.EDIT, Instant.EPOCH);
    assertThat(of(deletion, file("base"), NO_MORE)).isEqualTo(ReplayDecision.APPLY);
    assertThat(of(deletion, file("other"), NO_MORE)).isEqualTo(ReplayDecision.SKIP);
    assertThat(of(deletion, Standing.NOTHING, NO_MORE)).isEqualTo(ReplayDecision.DONE);
  }

  @Test
  void aMoveHappensOnce() {
    Change move =
        Workspace.file("a", "x", Workspace.hash("x"))
            .withContent(null)
            .withMovedFrom(ProjectPath.of("from"));
    assertThat(ReplayDecision.of(move, Standing.NOTHING, file("x"), NO_MORE, false))
        .isEqualTo(ReplayDecision.APPLY);
    assertThat(ReplayDecision.of(move, file("x"), Standing.NOTHING, NO_MORE, false))
        .isEqualTo(ReplayDecision.DONE);
    assertThat(ReplayDecision.of(move, file("y"), file("x"), NO_MORE, false))
        .isEqualTo(ReplayDecision.SKIP);
  }

  @Test
  void whatWasMadeAtTheOldPlaceSinceDoesNotMove() {
    Change move =
        Workspace.file("a", "x", Workspace.hash("moved"))
            .withContent(null)
            .withMovedFrom(ProjectPath.of("from"));
    assertThat(ReplayDecision.of(move, Standing.NOTHING, file("made since"), NO_MORE, false))
        .isEqualTo(ReplayDecision.DONE);
    assertThat(ReplayDecision.of(move, Standing.NOTHING, file("moved"), NO_MORE, false))
        .isEqualTo(ReplayDecision.APPLY);
  }

  private static ReplayDecision of(Change change, Standing here, Later later) {
    return ReplayDecision.of(change, here, Standing.NOTHING, later, false);
  }

  private static Standing file(String content) {
    ContentHash hash = Workspace.hash(content);
    return new Standing(FileKind.FILE, hash, 0644);
  }
}
