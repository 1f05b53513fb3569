package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.log.LogKeys;
import dev.atrium.runner.storage.FaultyStorage.Fault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that takes connections and says nothing. */
class SilenceTest extends StorageScenario {

  @BeforeEach
  void beImpatient() throws IOException {
    storage.runnersAreImpatient();
    runner = storage.runner(1, directory);
  }

  @Test
  void aSilentStoreIsSaidAfterASecondTry() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.forgetSeen();
    storage.faults(request -> Fault.SILENCE);
    assertThatThrownBy(() -> log.append(List.of(edit("a.txt", "hello"))))
        .isInstanceOf(StorageUnreachableException.class)
        .hasMessage("S3 does not answer.");
    assertThat(storage.seen().stream().filter(seen -> seen.method().equals("PUT"))).hasSize(2);
  }

  @Test
  void oneLostConnectionIsNotNoticed() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.failOnce("PUT", LogKeys.LOG, Fault.SILENCE);
    assertThat(log.append(List.of(edit("a.txt", "hello")))).isEmpty();
    assertSeeds();
  }

  @Test
  void aLargeBodyThatNobodyReadsIsGivenUp() throws Exception {
    SavedLog log = runner.open(WRITER);
    storage.faults(request -> Fault.SILENCE);
    assertThatThrownBy(() -> log.append(List.of(project.write(path("large"), 20_000_000))))
        .isInstanceOf(StorageUnreachableException.class);
  }

  @Test
  void aDownloadThatStandsStillIsBegunAgain() throws Exception {
    SavedLog log = runner.open(WRITER);
    log.append(List.of(project.write(path("large"), 3_000_000)));
    storage.failOnce("GET", LogKeys.BLOBS, Fault.STALL);
    assertSeeds();
  }
}
