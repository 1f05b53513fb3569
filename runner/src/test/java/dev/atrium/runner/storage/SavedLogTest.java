package dev.atrium.runner.storage;

import static dev.atrium.runner.storage.FaultyStorage.Fault.CUT;
import static dev.atrium.runner.storage.FaultyStorage.Fault.DROP;
import static dev.atrium.runner.storage.FaultyStorage.Fault.LOSE_ANSWER;
import static dev.atrium.runner.storage.FaultyStorage.Fault.NONE;
import static dev.atrium.runner.storage.FaultyStorage.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log's promises against every fault that {@link FaultyStorage} can make. */
@Timeout(60)
class SavedLogTest {

  private static final String WRITER = "journal-1";

  @TempDir Path directory;
  private FaultyStorage storage;
  private S3ProjectStorage runner;
  private final TestTree project = new TestTree(1);

  @BeforeEach
  void start() throws IOException {
    storage = new FaultyStorage();
    runner = storage.runner(1, directory);
  }

  @AfterEach
  void stop() {
    storage.close();
  }

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

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "DROP", "UNAVAILABLE", "EXPIRED"})
  void aFaultOnTheRecordWritesItOnce(FaultyStorage.Fault fault) throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.failOnce("PUT", LogKeys.LOG, fault);
    assertThat(log.append(List.of(edit("a.txt", "hello")))).isEmpty();
    assertThat(records()).hasSize(2);
    assertThat(log.seq()).isEqualTo(2);
    assertSeeds();
  }

  @Test
  void afterLostAnswersARetryByTheCallerWritesNothingTwice() throws Exception {
    SavedLog log = runner.open(WRITER);
    List<PendingChange> first = List.of(edit("a.txt", "one"), edit("b.txt", "two"));
    storage.faults(seen -> seen.key().startsWith(LogKeys.LOG) ? LOSE_ANSWER : NONE);
    assertThatThrownBy(() -> log.append(first)).isInstanceOf(StorageUnreachableException.class);
    storage.faults(seen -> NONE);

    List<PendingChange> retried = new ArrayList<>(first);
    retried.add(project.move(path("a.txt"), path("c.txt")));
    assertThat(log.append(retried)).isEmpty();

    assertThat(records()).extracting(record -> record.changes().size()).containsExactly(0, 2, 1);
    assertThat(log.position()).isEqualTo(3);
    assertSeeds();
  }

  @Test
  void aRestartLearnsWhatHadLandedBeforeTheCrash() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.faults(seen -> seen.key().startsWith(LogKeys.LOG) ? LOSE_ANSWER : NONE);
    List<PendingChange> first = List.of(edit("a.txt", "one"));
    assertThatThrownBy(() -> log.append(first)).isInstanceOf(StorageUnreachableException.class);
    storage.faults(seen -> NONE);

    SavedLog restarted = storage.runner(2, directory).open(WRITER);
    assertThat(restarted.position()).isEqualTo(1);
    restarted.append(first);
    assertThat(records()).extracting(LogRecord::takeover).containsExactly(true, false, true);
    assertThat(storage.runner(3, directory).open("journal-2").position()).isZero();
  }

  @Test
  void aCrashBetweenBlobAndRecordLosesNothingAndRepeats() throws Exception {
    SavedLog log = runner.open(WRITER);
    PendingChange large = project.write(path("large.bin"), 300_000);
    storage.faults(seen -> seen.key().startsWith(LogKeys.LOG) ? DROP : NONE);
    assertThatThrownBy(() -> log.append(List.of(large)))
        .isInstanceOf(StorageUnreachableException.class);
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(1);
    storage.faults(seen -> NONE);

    SavedLog restarted = storage.runner(2, directory).open(WRITER);
    assertThat(restarted.tree().entries()).isEmpty();
    restarted.append(List.of(large));
    assertThat(storage.keys(LogKeys.BLOBS)).hasSize(1);
    assertSeeds();
  }

  @Test
  void theOldRunnerIsSupersededAndNoRecordIsLost() throws Exception {
    SavedLog old = runner.open(WRITER);
    old.append(List.of(edit("a.txt", "old")));
    SavedLog young = storage.runner(2, directory).open("journal-2");
    assertThatThrownBy(() -> old.append(List.of(edit("b.txt", "late"))))
        .isInstanceOf(SupersededException.class);
    project.delete(path("b.txt"));
    young.append(List.of(edit("c.txt", "young")));
    assertThat(records()).extracting(LogRecord::epoch).containsExactly(1L, 1L, 2L, 2L);
    assertSeeds();
    assertThatThrownBy(() -> runner.open(WRITER)).isInstanceOf(SupersededException.class);
  }

  @Test
  void aSignatureInHandLosesTheRaceForTheNumberToTheNewEpoch() throws Exception {
    SavedLog old = runner.open(WRITER);
    S3ProjectStorage second = storage.runner(2, directory);
    // The old runner has signed its PUT when the new one opens, before the PUT arrives.
    onceBefore("PUT", LogKeys.log(2), () -> second.open("journal-2"));
    assertThatThrownBy(() -> old.append(List.of(edit("a.txt", "late"))))
        .isInstanceOf(SupersededException.class);
    assertThat(records()).extracting(LogRecord::epoch).containsExactly(1L, 2L);
  }

  @Test
  void aTakeoverThatLosesTheRaceFoldsWhatTheOldRunnerWrote() throws Exception {
    SavedLog old = runner.open(WRITER);
    LogRecord late =
        new LogRecord(
            2,
            1,
            RecordId.next(WRITER, 9),
            java.time.Instant.EPOCH,
            false,
            List.of(inline("late.txt", "in time")));
    assertThat(old.seq()).isEqualTo(1);
    onceBefore(
        "PUT",
        LogKeys.log(2),
        () -> storage.objects().put(LogKeys.log(2), Codec.CBOR.writeValueAsBytes(late)));
    SavedLog young = storage.runner(2, directory).open("journal-2");
    assertThat(young.seq()).isEqualTo(3);
    assertThat(young.tree().get(path("late.txt"))).isNotNull();
  }

  @Test
  void aHigherEpochInTheLogIsRefused() throws Exception {
    LogRecord future = new LogRecord(1, 9, "x", java.time.Instant.EPOCH, true, List.of());
    storage.objects().put(LogKeys.log(1), Codec.CBOR.writeValueAsBytes(future));
    assertThatThrownBy(() -> runner.open(WRITER)).isInstanceOf(SupersededException.class);
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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsSeededEqualsWhatWasAppendedUnderFaults(long seed) throws Exception {
    TestTree tree = new TestTree(seed);
    var random = new java.util.Random(seed);
    SavedLog log = runner.open(WRITER);
    for (int round = 0; round < 12; round++) {
      List<PendingChange> changes = tree.change(1 + random.nextInt(30));
      var faults = FaultyStorage.Fault.values();
      storage.faults(seen -> random.nextInt(4) == 0 ? faults[random.nextInt(faults.length)] : NONE);
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
        .satisfies(SavedLogTest::holdsNoSecret);
    assertThatThrownBy(() -> storage.runner(2, directory).open(WRITER))
        .isInstanceOf(StorageUnreachableException.class)
        .satisfies(SavedLogTest::holdsNoSecret);
    storage.close();
    assertThatThrownBy(() -> storage.runner(3, directory).open(WRITER))
        .isInstanceOf(StorageUnreachableException.class)
        .satisfies(SavedLogTest::holdsNoSecret);
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

  private PendingChange edit(String path, String text) {
    return project.write(path(path), text.getBytes());
  }

  private static dev.atrium.api.log.Change inline(String path, String text) {
    return dev.atrium.api.log.Change.file(
        path(path),
        0644,
        null,
        dev.atrium.api.content.ContentHash.of(text.getBytes()),
        text.length(),
        new dev.atrium.api.log.ContentRef.Inline(text.getBytes()),
        null,
        dev.atrium.api.log.Cause.EDIT,
        java.time.Instant.EPOCH);
  }

  private static PendingChange changed(PendingChange pending) {
    byte[] other = new byte[(int) pending.change().size()];
    var change = pending.change().withContent(new dev.atrium.api.log.ContentRef.OnDisk("x"));
    return new PendingChange(pending.position(), change, () -> new ByteArrayInputStream(other));
  }

  private interface Action {
    void run() throws Exception;
  }

  private void onceBefore(String method, String key, Action action) {
    var done = new java.util.concurrent.atomic.AtomicBoolean();
    storage.faults(
        seen -> {
          if (seen.method().equals(method)
              && seen.key().equals(key)
              && done.compareAndSet(false, true)) {
            try {
              action.run();
            } catch (Exception failure) {
              throw new IllegalStateException(failure);
            }
          }
          return NONE;
        });
  }

  private List<LogRecord> records() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (String key : storage.keys(LogKeys.LOG)) {
      records.add(Codec.CBOR.readValue(storage.objects().get(key), LogRecord.class));
    }
    return records;
  }

  private void assertSeeds() throws Exception {
    assertThat(seeded("seeded")).isEqualTo(DiskTree.expected(project));
  }

  private Map<ProjectPath, TestTree.Node> seeded(String name) throws Exception {
    S3ProjectStorage fresh = storage.runner(1000, directory);
    Path root = directory.resolve(name);
    fresh.seed(fresh.open("reader").tree(), root, progress -> {});
    return DiskTree.read(root);
  }

  private void assertProjected(TestTree tree) {
    Map<String, byte[]> expected = new TreeMap<>();
    tree.contents().forEach((path, bytes) -> expected.put(LogKeys.file(path), bytes));
    assertThat(storage.keys(LogKeys.FILES)).containsExactlyElementsOf(expected.keySet());
    expected.forEach((key, bytes) -> assertThat(storage.objects().get(key)).isEqualTo(bytes));
  }

  private static void holdsNoSecret(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t.getMessage())).doesNotContain("topsecret", "/s3/");
    }
  }

  private static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }
}
