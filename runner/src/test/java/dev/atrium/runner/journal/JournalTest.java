package dev.atrium.runner.journal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final JournalLimits SMALL = new JournalLimits(4096, 64 * 1024, 16 * 1024);

  private final SimulatedDisk disk = new SimulatedDisk();

  @Test
  void whatWasAppendedIsThereAfterPowerLoss() throws IOException {
    Journal journal = open();
    long seq = append(journal, 100);
    disk.crash(new Random(1));

    assertThat(seqs(open())).containsExactly(seq);
  }

  @Test
  void contentsPathsAndTimesSurviveTheRoundTrip() throws IOException {
    Change change =
        change(new byte[] {1, 2, (byte) 0xff}, ProjectPath.ofBytes(new byte[] {'a', -1}));
    Journal journal = open();
    journal.append(List.of(new JournalEntry.Batch(journal.nextSeq(), List.of(change))));
    disk.crash(new Random(2));

    Change read = open().unsaved().getFirst().changes().getFirst();
    assertThat(read).usingRecursiveComparison().isEqualTo(change);
  }

  @Test
  void aTornGroupAtTheEndIsCutOffAndTheNextOneFollows() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      SimulatedDisk disk = new SimulatedDisk();
      Journal journal = Journal.open(disk, SMALL, nanos -> {});
      long first = append(journal, 300);
      disk.failAfter(1 + seed % 2, new IOException("power"));
      assertThatThrownBy(() -> append(journal, 2000)).isInstanceOf(JournalFailedException.class);
      disk.crash(new Random(seed));

      Journal after = Journal.open(disk, SMALL, nanos -> {});
      assertThat(seqs(after)).as("seed %d", seed).startsWith(first);
      long next = append(after, 10);
      disk.crash(new Random(seed));
      assertThat(seqs(Journal.open(disk, SMALL, nanos -> {})))
          .as("seed %d", seed)
          .contains(first, next);
    }
  }

  @Test
  void damageInTheMiddleIsReportedAndPutAside() throws IOException {
    Journal journal = open();
    long first = append(journal, 100);
    for (int i = 0; i < 10; i++) {
      append(journal, 1000);
    }
    assertThat(disk.segments()).hasSizeGreaterThan(2);
    disk.kill();
    disk.damage(1, JournalFrames.SEGMENT_HEADER_BYTES + 700);

    Journal after = open();
    assertThat(after.damage()).singleElement().asString().contains("Segment 1");
    assertThat(seqs(after)).contains(first, journal.lastSeq());
    assertThat(disk.segments()).doesNotContain(1L);
  }

  @Test
  void segmentsBehindTheSavedMarkAreDeleted() throws IOException {
    Journal journal = open();
    for (int i = 0; i < 20; i++) {
      append(journal, 1000);
    }
    int before = disk.segments().size();
    journal.note(new JournalEntry.Saved(journal.lastSeq() - 1, 7, 9));

    assertThat(disk.segments()).hasSizeLessThan(before).hasSizeLessThanOrEqualTo(2);
    disk.kill();
    Journal after = open();
    assertThat(seqs(after)).containsExactly(journal.lastSeq());
    assertThat(after.savedBefore()).isEqualTo(new JournalEntry.Saved(journal.lastSeq() - 1, 7, 9));
    assertThat(after.nextSeq()).isGreaterThan(journal.lastSeq());
  }

  @Test
  void theSavedMarkMovesOnIntoNewSegments() throws IOException {
    Journal journal = open();
    append(journal, 10);
    journal.note(new JournalEntry.Saved(1, 3, 4));
    for (int i = 0; i < 10; i++) {
      append(journal, 1000);
    }
    journal.note(new JournalEntry.Saved(2, 4, 4));
    disk.kill();
    assertThat(open().savedBefore().logSeq()).isEqualTo(4);
  }

  @Test
  void aWithdrawnBatchDoesNotComeBack() throws IOException {
    Journal journal = open();
    long kept = append(journal, 10);
    long withdrawn = append(journal, 10);
    journal.append(List.of(new JournalEntry.Withdrawn(withdrawn)));
    disk.crash(new Random(3));

    assertThat(seqs(open())).containsExactly(kept);
  }

  @Test
  void aFullVolumeRefusesTheGroupAndLeavesNothingOfIt() throws IOException {
    Journal journal = open();
    long kept = append(journal, 10);
    disk.failAfter(1, new IOException("No space left on device"));
    assertThatThrownBy(() -> append(journal, 1000))
        .isInstanceOfSatisfying(
            ProblemException.class,
            full -> assertThat(full.type()).isEqualTo(ProblemType.OUT_OF_SPACE));
    disk.kill();

    assertThat(seqs(open())).containsExactly(kept);
  }

  @Test
  void afterAFullVolumeHasRoomAgainTheJournalGoesOn() throws IOException {
    Journal journal = open();
    append(journal, 10);
    disk.failAfter(1, new IOException("No space left on device"));
    assertThatThrownBy(() -> append(journal, 1000)).isInstanceOf(ProblemException.class);
    disk.failAfter(Long.MAX_VALUE / 2, null);
    long next = append(journal, 10);
    disk.crash(new Random(5));

    assertThat(seqs(open())).contains(next);
  }

  @Test
  void tooMuchThatIsNotSavedIsRefused() throws IOException {
    Journal journal = open();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                append(journal, 1000);
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            full -> assertThat(full.type()).isEqualTo(ProblemType.OUT_OF_SPACE));
    journal.note(new JournalEntry.Saved(journal.lastSeq(), 1, 1));
    append(journal, 1000);
  }

  @Test
  void aFailedForceIsNeverTriedAgain() throws IOException {
    Journal journal = open();
    append(journal, 10);
    disk.failAfter(2, new IOException("Input/output error"));
    assertThatThrownBy(() -> append(journal, 10)).isInstanceOf(JournalFailedException.class);
    disk.failAfter(Long.MAX_VALUE / 2, null);

    assertThatThrownBy(() -> append(journal, 10)).isInstanceOf(JournalFailedException.class);
    assertThat(journal.hasFailed()).isTrue();
  }

  @Test
  void manyCallersShareAForce() throws Exception {
    Journal journal = open();
    append(journal, 10);
    int before = disk.forces();
    int callers = 64;
    disk.beforeForce(
        () -> await().until(() -> isLaterForce(before) || journal.waiting() == callers - 1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        threads.submit(() -> append(journal, 10));
      }
    }
    assertThat(disk.forces() - before).isLessThan(10);
    disk.crash(new Random(4));
    assertThat(seqs(open())).hasSize(callers + 1);
  }

  private boolean isLaterForce(int before) {
    return disk.forces() > before;
  }

  private Journal open() throws IOException {
    return Journal.open(disk, SMALL, nanos -> {});
  }

  private static long append(Journal journal, int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    long seq = journal.nextSeq();
    journal.append(
        List.of(new JournalEntry.Batch(seq, List.of(change(content, ProjectPath.of("a/b.txt"))))));
    return seq;
  }

  private static Change change(byte[] content, ProjectPath path) {
    return Change.file(
        path,
        0644,
        null,
        ContentHash.of(content),
        content.length,
        new ContentRef.Inline(content),
        "person",
        Cause.EDIT,
        Instant.parse("2026-11-21T10:15:00.123456789Z"));
  }

  private static List<Long> seqs(Journal journal) {
    List<Long> seqs = new ArrayList<>();
    journal.unsaved().forEach(batch -> seqs.add(batch.seq()));
    return seqs;
  }
}
