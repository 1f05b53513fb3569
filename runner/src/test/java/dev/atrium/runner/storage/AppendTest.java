package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one call of {@code append} costs and leaves out. */
class AppendTest extends StorageScenario {
  @Test
  void oneSmallEditIsOneRecordAndOnePlainObject() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.forgetSeen();
    log.append(List.of(edit("a.txt", "hello")));
    log.project();
    assertThat(storage.seen())
        .extracting(seen -> seen.method() + " " + seen.key())
        .containsExactly("sign ", "PUT " + LogKeys.log(2), "sign ", "PUT files/a.txt");
    assertThat(storage.objects().get("files/a.txt")).asString().isEqualTo("hello");
  }

  @Test
  void manySmallFilesBecomeAFewPacksAndOneRecord() throws Exception {
    SavedLog log = runner.open(WRITER);
    List<PendingChange> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      changes.add(project.write(path("d/" + i), 4096));
    }
    storage.forgetSeen();
    log.append(changes);
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(2);
    assertThat(records()).hasSize(2);
    assertThat(storage.seen()).hasSize(6);
    assertSeeds();
  }

  @Test
  void contentThatS3HasIsNotSentAgain() throws Exception {
    SavedLog log = runner.open(WRITER);
    log.append(List.of(project.write(path("a"), 300_000)));
    byte[] same = project.contents().get(path("a"));
    storage.forgetSeen();
    log.append(List.of(project.write(path("b"), same)));
    assertThat(storage.seen())
        .extracting(FaultyStorage.Seen::key)
        .noneMatch(k -> k.contains("blobs"));
    assertSeeds();
  }

  @Test
  void whatChangedWhileItWasReadIsLeftOutAndSaid() throws Exception {
    SavedLog log = runner.open(WRITER);
    PendingChange small = changed(project.write(path("small"), 100));
    PendingChange large = changed(project.write(path("large"), 200_000));
    PendingChange gone =
        new PendingChange(
            8,
            project.write(path("gone"), 200_000).change(),
            () -> {
              throw new FileNotFoundException("gone");
            });
    PendingChange moved = project.move(path("gone"), path("moved"));
    moved = new PendingChange(9, moved.change(), null);
    PendingChange fine = new PendingChange(10, inline("fine", "fine"), null);
    assertThat(log.append(List.of(small, large, gone, moved, fine)))
        .containsExactly(small, large, gone, moved);
    assertThat(log.tree().entries()).containsOnlyKeys(path("fine"));
    assertThat(log.position()).isEqualTo(10);
  }

  private static PendingChange changed(PendingChange pending) {
    byte[] other = new byte[(int) pending.change().size()];
    var change = pending.change().withContent(new ContentRef.OnDisk("x"));
    return new PendingChange(pending.position(), change, () -> new ByteArrayInputStream(other));
  }
}
