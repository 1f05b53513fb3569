package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.LogRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestTest {

  private static final long EPOCH = 5;

  @ParameterizedTest(name = "{0} (epoch {1}, takeover {2}): taking over {3}, appending {4}")
  @CsvSource({
    "me:7:mine,    5, false, DONE,       DONE",
    "me:6:earlier, 5, false, FOLD,       FOLD",
    "me:6:earlier, 5, true,  FOLD,       SUPERSEDED",
    "other:1:x,    5, false, FOLD,       SUPERSEDED",
    "other:0:x,    5, true,  FOLD,       SUPERSEDED",
    "me:6:earlier, 4, false, FOLD,       SUPERSEDED",
    "other:1:x,    4, false, FOLD,       SUPERSEDED",
    "other:0:x,    6, true,  SUPERSEDED, SUPERSEDED",
    "me:8:later,   6, false, SUPERSEDED, SUPERSEDED",
    "anything,     6, false, SUPERSEDED, SUPERSEDED",
    "anything,     4, false, FOLD,       SUPERSEDED",
  })
  void judgesWhatStandsThere(
      String id, long epoch, boolean takeover, Contest takingOver, Contest appending) {
    LogRecord standing = record(id, epoch, takeover);
    assertThat(Contest.judge(record("me:7:mine", EPOCH, true), standing)).isEqualTo(takingOver);
    assertThat(Contest.judge(record("me:7:mine", EPOCH, false), standing)).isEqualTo(appending);
  }

  private static LogRecord record(String id, long epoch, boolean takeover) {
    return new LogRecord(3, epoch, id, Instant.EPOCH, takeover, List.of());
  }
}
