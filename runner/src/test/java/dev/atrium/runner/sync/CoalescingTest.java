package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingTest {

  private final List<PendingChange> changes = new ArrayList<>();

  @Test
  void theLastWriteOfAFileStaysAndTakesTheFirstBase() {
    write("a", "1", null);
    write("b", "1", null);
    write("a", "2", Workspace.hash("1"));
    write("a", "3", Workspace.hash("2"));

    List<PendingChange> kept = Coalescing.coalesce(changes);
    assertThat(kept).extracting(PendingChange::position).containsExactly(2L, 4L);
    assertThat(kept.getLast().change().base()).isNull();
    assertThat(kept.getLast().change().hash()).isEqualTo(Workspace.hash("3"));
  }

  @Test
  void nothingIsFoldedAcrossADeletion() {
    write("a", "1", null);
    add(Change.delete(ProjectPath.of("a"), Workspace.hash("1"), null, Cause.EDIT, Instant.EPOCH));
    write("a", "2", null);

    assertThat(Coalescing.coalesce(changes)).hasSize(3);
  }

  @Test
  void nothingIsFoldedAcrossAMove() {
    write("a", "1", null);
    add(Workspace.file("b", "1", null).withContent(null).withMovedFrom(ProjectPath.of("a")));
    write("a", "2", null);

    assertThat(Coalescing.coalesce(changes)).hasSize(3);
  }

  private void write(String path, String content, ContentHash base) {
    add(Workspace.file(path, content, base));
  }

  private void add(Change change) {
    changes.add(new PendingChange(changes.size() + 1, change, null));
  }
}
