package dev.atrium.runner.storage;

import static dev.atrium.runner.storage.FaultyStorage.Fault.DROP;
import static dev.atrium.runner.storage.FaultyStorage.Fault.LOSE_ANSWER;
import static dev.atrium.runner.storage.FaultyStorage.Fault.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log under lost answers, crashes and runners that race for it. */
class TakeoverTest extends StorageScenario {
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
            Instant.EPOCH,
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
    LogRecord future = new LogRecord(1, 9, "x", Instant.EPOCH, true, List.of());
    storage.objects().put(LogKeys.log(1), Codec.CBOR.writeValueAsBytes(future));
    assertThatThrownBy(() -> runner.open(WRITER)).isInstanceOf(SupersededException.class);
  }

  private interface Action {
    void run() throws Exception;
  }

  private void onceBefore(String method, String key, Action action) {
    var done = new AtomicBoolean();
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
}
