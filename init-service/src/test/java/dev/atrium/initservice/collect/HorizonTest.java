package dev.atrium.initservice.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.LogKeys;
import dev.atrium.initservice.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HorizonTest {

  private static final Instant KEEP_FROM = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void nothingIsOldInAYoungProject() {
    Horizon horizon = Horizon.of(checkpoints(0), records(1, 3, 0), KEEP_FROM);

    assertThat(horizon).isEqualTo(new Horizon(0, 0));
    assertThat(horizon.hasRecordsToFold()).isFalse();
  }

  @Test
  void oldRecordsFoldOntoTheNewestCheckpointBeforeThem() {
    Horizon horizon = Horizon.of(checkpoints(0, 3, 9), records(1, 10, 5), KEEP_FROM);

    assertThat(horizon).isEqualTo(new Horizon(3, 5));
    assertThat(horizon.hasRecordsToFold()).isTrue();
  }

  @Test
  void aCheckpointAtTheHorizonNeedsNoFold() {
    Horizon horizon = Horizon.of(checkpoints(0, 5), records(1, 10, 5), KEEP_FROM);

    assertThat(horizon).isEqualTo(new Horizon(5, 5));
    assertThat(horizon.hasRecordsToFold()).isFalse();
  }

  @Test
  void aProjectWithoutCheckpointsFoldsFromItsFirstRecord() {
    assertThat(Horizon.of(List.of(), records(1, 4, 2), KEEP_FROM)).isEqualTo(new Horizon(-1, 2));
    assertThat(Horizon.of(List.of(), List.of(), KEEP_FROM).hasRecordsToFold()).isFalse();
  }

  @Test
  void anOldRecordBehindAYoungOneStays() {
    var records =
        List.of(object(LogKeys.log(1), -1), object(LogKeys.log(2), 1), object(LogKeys.log(3), -1));

    assertThat(Horizon.of(checkpoints(0), records, KEEP_FROM).fold()).isEqualTo(1);
  }

  @Test
  void lettingGoKeepsTheCheckpointOfTheFoldAndWhatIsYounger() {
    Horizon horizon = new Horizon(3, 5);

    assertThat(horizon.covers(object(LogKeys.log(5), 0))).isTrue();
    assertThat(horizon.covers(object(LogKeys.log(6), 0))).isFalse();
    assertThat(horizon.outdates(object(LogKeys.checkpoint(3), 0))).isTrue();
    assertThat(horizon.outdates(object(LogKeys.checkpoint(5), 0))).isFalse();
    assertThat(horizon.outdates(object(LogKeys.checkpoint(9), 0))).isFalse();
  }

  private static List<StoredObject> checkpoints(long... seqs) {
    return Arrays.stream(seqs).mapToObj(seq -> object(LogKeys.checkpoint(seq), -1)).toList();
  }

  /** Records of which those up to {@code old} are older than what is kept. */
  private static List<StoredObject> records(long from, long to, long old) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> object(LogKeys.log(seq), seq <= old ? -1 : 1))
        .toList();
  }

  private static StoredObject object(String key, int days) {
    return new StoredObject("projects/p/" + key, 1, KEEP_FROM.plus(Duration.ofDays(days)));
  }
}
