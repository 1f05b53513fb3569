package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReconcileTest {

  private static final ProjectPath PATH = ProjectPath.of("a.txt");

  @Test
  void whatOnlyTheOtherChangedIsTaken() {
    assertThat(plan("base", "base", "theirs")).isEqualTo(Reconcile.Action.TAKE);
    assertThat(plan("base", "base", null)).isEqualTo(Reconcile.Action.DELETE);
    assertThat(plan(null, null, "theirs")).isEqualTo(Reconcile.Action.TAKE);
  }

  @Test
  void whatOnlyThisVolumeChangedStays() {
    assertThat(plan("base", "mine", "base")).isNull();
    assertThat(plan("base", null, "base")).isNull();
    assertThat(plan(null, "mine", null)).isNull();
  }

  @Test
  void whatBothChangedIsKeptTwice() {
    assertThat(plan("base", "mine", "theirs")).isEqualTo(Reconcile.Action.TAKE_AND_KEEP_BESIDE);
    assertThat(plan(null, "mine", "theirs")).isEqualTo(Reconcile.Action.TAKE_AND_KEEP_BESIDE);
    assertThat(plan("base", "same", "same")).isNull();
  }

  @Test
  void anEditWinsOverADeletion() {
    assertThat(plan("base", "mine", null)).isNull();
    assertThat(plan("base", null, "theirs")).isEqualTo(Reconcile.Action.TAKE);
  }

  @Test
  void anUnsavedJournalRecordCountsAsAChange() {
    Reconcile reconcile =
        new Reconcile(
            new TreeMap<>(Map.of(PATH, entry("base"))),
            saved("theirs"),
            Map.of(PATH, entry("base")),
            path -> true);
    assertThat(reconcile.plan()).containsEntry(PATH, Reconcile.Action.TAKE_AND_KEEP_BESIDE);
  }

  private static Reconcile.Action plan(String base, String disk, String saved) {
    return new Reconcile(
            disk == null ? new TreeMap<>() : new TreeMap<>(Map.of(PATH, entry(disk))),
            saved == null ? new TreeState() : saved(saved),
            base == null ? Map.of() : Map.of(PATH, entry(base)),
            path -> false)
        .plan()
        .get(PATH);
  }

  private static TreeState saved(String content) {
    return new TreeState(
        List.of(
            new TreeEntry(
                PATH, FileType.FILE, 0644, null, Workspace.hash(content), content.length(), null)));
  }

  private static IndexEntry entry(String content) {
    return new IndexEntry(
        FileType.FILE, Workspace.hash(content), content.length(), 0644, 1, "key", null, true);
  }
}
