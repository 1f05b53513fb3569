package dev.atrium.runner.storage;

import static dev.atrium.runner.storage.FaultyStorage.Fault.CUT;
import static dev.atrium.runner.storage.FaultyStorage.Fault.NONE;
import static dev.atrium.runner.storage.FaultyStorage.Fault.QUICK;
import static dev.atrium.runner.storage.FaultyStorage.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.log.LogKeys;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds, checkpoints and the projection, under faults. */
class SeedTest extends StorageScenario {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsSeededEqualsWhatWasAppendedUnderFaults(long seed) throws Exception {
    TestTree tree = new TestTree(seed);
    var random = new Random(seed);
    SavedLog log = runner.open(WRITER);
    for (int round = 0; round < 12; round++) {
      List<PendingChange> changes = tree.change(1 + random.nextInt(30));
      storage.faults(
          seen -> random.nextInt(4) == 0 ? QUICK.get(random.nextInt(QUICK.size())) : NONE);
      while (!tryAll(log, changes, random.nextInt(4) == 0)) {
        continue;
      }
      storage.faults(seen -> NONE);
      if (random.nextInt(3) == 0) {
        log = storage.runner(10 + round, directory).open("journal-1");
      }
    }
    // What S3 refused too often is tried again by the next runner.
    storage.runner(900, directory).open("journal-2").project();
    assertThat(seeded("again-" + seed)).isEqualTo(DiskTree.expected(tree));
    assertProjected(tree);
  }

  @Test
  void aCheckpointGathersInlineContentsAndTheNextStartNeedsNothingElse() throws Exception {
    SavedLog log = runner.open(WRITER);
    for (int i = 0; i < 300; i++) {
      log.append(List.of(project.write(path("f" + i), 4000)));
      log.checkpoint(false);
    }
    assertThat(storage.keys(LogKeys.CHECKPOINTS)).containsExactly(LogKeys.checkpoint(256));
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(1);
    log.checkpoint(true);
    log.checkpoint(true);
    assertThat(storage.keys(LogKeys.CHECKPOINTS)).hasSize(2);
    assertSeeds();
  }

  @Test
  void aCheckpointGathersManySmallPacksAndBlobs() throws Exception {
    SavedLog log = runner.open(WRITER);
    for (int i = 0; i < 20; i++) {
      List<PendingChange> changes = new ArrayList<>();
      for (int j = 0; j < 70; j++) {
        changes.add(project.write(path("d" + i + "/" + j), 4096));
      }
      log.append(changes);
    }
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(20);
    log.checkpoint(true);
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(21);
    storage.keys(LogKeys.BLOBS).stream()
        .filter(key -> storage.objects().get(key).length < 1_000_000)
        .forEach(storage.objects()::remove);
    assertSeeds();
  }

  @Test
  void aSeedThatFailsShowsNothingAndTheNextOneCleansUp() throws Exception {
    SavedLog log = runner.open(WRITER);
    log.append(List.of(project.write(path("dir/large"), 300_000), edit("small", "s")));
    Path root = directory.resolve("failing");
    storage.faults(seen -> seen.key().startsWith(LogKeys.BLOBS) ? CUT : NONE);
    assertThatThrownBy(() -> runner.seed(log.tree(), root, progress -> {}))
        .isInstanceOf(StorageUnreachableException.class);
    assertThat(root).doesNotExist();
    storage.faults(seen -> NONE);
    runner.seed(log.tree(), root, progress -> {});
    assertThat(DiskTree.read(root)).isEqualTo(DiskTree.expected(project));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).noneMatch(path -> path.toString().contains("seeding"));
    }
  }

  @Test
  void aWrongContentIsNeverSeeded() throws Exception {
    SavedLog log = runner.open(WRITER);
    log.append(List.of(project.write(path("large"), 300_000)));
    storage
        .objects()
        .replaceAll((key, bytes) -> key.startsWith(LogKeys.BLOBS) ? new byte[300_000] : bytes);
    Path root = directory.resolve("damaged");
    assertThatThrownBy(() -> runner.seed(log.tree(), root, progress -> {}))
        .isInstanceOf(StorageUnreachableException.class)
        .hasMessageContaining("hash");
    assertThat(root).doesNotExist();
  }

  @Test
  void theProjectionNeedsNoLocalMemory() throws Exception {
    SavedLog log = runner.open(WRITER);
    log.append(List.of(edit("kept", "1"), edit("removed", "2"), edit("changed", "3")));
    log.project();
    log.append(List.of(project.delete(path("removed")), edit("changed", "4")));
    log.checkpoint(true);

    SavedLog young = storage.runner(2, directory).open("journal-2");
    storage.forgetSeen();
    young.project();
    assertThat(storage.seen())
        .extracting(seen -> seen.method() + " " + seen.key())
        .containsExactlyInAnyOrder("sign ", "DELETE files/removed", "sign ", "PUT files/changed");
    assertProjected(project);
    young.append(List.of(edit("new", "5")));
    SavedLog third = storage.runner(3, directory).open("journal-3");
    third.project();
    assertProjected(project);
    third.append(List.of(edit("new", "6")));
    third.project();
    third.append(List.of(edit("last", "7")));
    storage.forgetSeen();
    storage.runner(4, directory).open("journal-4").project();
    assertThat(storage.seen()).extracting(FaultyStorage.Seen::key).contains("files/last");
    assertThat(storage.seen()).extracting(FaultyStorage.Seen::key).doesNotContain("files/new");
  }

  @Test
  void aKeyThatS3RefusesHoldsUpNeitherTheOthersNorTheLog() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.faults(seen -> seen.key().equals("files/bad") ? UNAVAILABLE : NONE);
    String tooLong = ("x".repeat(200) + "/").repeat(5) + "end";
    log.append(List.of(edit("bad", "1"), edit(tooLong, "0")));
    for (String text : List.of("2", "3", "4")) {
      log.append(List.of(edit("good", text)));
      log.project();
    }
    storage.forgetSeen();
    log.project();
    assertThat(storage.seen()).isEmpty();
    assertThat(storage.keys(LogKeys.FILES)).containsExactly("files/good");
    log.append(List.of(edit("bad", "4")));
    storage.faults(seen -> NONE);
    log.project();
    assertThat(storage.keys(LogKeys.FILES)).containsExactly("files/bad", "files/good");
  }

  @Test
  void anUnreachableStoreIsSaidAndASignedUrlNever() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.faults(seen -> UNAVAILABLE);
    assertThatThrownBy(() -> log.append(List.of(edit("a", "1"))))
        .isInstanceOf(StorageUnreachableException.class)
        .satisfies(SeedTest::holdsNoSecret);
    assertThatThrownBy(() -> storage.runner(2, directory).open(WRITER))
        .isInstanceOf(StorageUnreachableException.class)
        .satisfies(SeedTest::holdsNoSecret);
    storage.close();
    assertThatThrownBy(() -> storage.runner(3, directory).open(WRITER))
        .isInstanceOf(StorageUnreachableException.class)
        .satisfies(SeedTest::holdsNoSecret);
  }

  private static boolean tryAll(SavedLog log, List<PendingChange> changes, boolean checkpoint)
      throws SupersededException {
    try {
      assertThat(log.append(changes)).isEmpty();
      log.checkpoint(checkpoint);
      log.project();
      return true;
    } catch (StorageUnreachableException again) {
      return false;
    }
  }

  private static void holdsNoSecret(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t.getMessage())).doesNotContain("topsecret", "/s3/");
    }
  }
}
