package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.log.LogKeys;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One project's life against the laptop's own S3 server, a real one, with real signatures. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SavedLogIT {

  private static final TestTree PROJECT = new TestTree(42);
  @TempDir private static Path directory;
  private static RealStorage storage;
  private static SavedLog log;

  @BeforeAll
  static void start() throws Exception {
    storage = new RealStorage();
    log = storage.runner(1, directory).open("journal-1");
  }

  @AfterAll
  static void stop() throws IOException {
    storage.close();
  }

  @Test
  @Order(1)
  void whatIsAppendedIsSeededAndProjected() throws Exception {
    for (int round = 0; round < 15; round++) {
      assertThat(log.append(PROJECT.change(20))).isEmpty();
    }
    log.project();
    log.checkpoint(true);
    assertThat(log.append(PROJECT.change(20))).isEmpty();
    log.project();
    assertSeededAndProjected(2);
  }

  @Test
  @Order(2)
  void theOldRunnerIsSuperseded() {
    PendingChange late = PROJECT.write(ProjectPath.of("late"), new byte[] {1});
    PROJECT.delete(ProjectPath.of("late"));
    assertThatThrownBy(() -> log.append(List.of(late))).isInstanceOf(SupersededException.class);
  }

  @Test
  @Order(3)
  void twoRunnersThatRaceForANumberHaveOneWinner() throws Exception {
    SavedLog first = storage.runner(10, directory).open("journal-1");
    // The same epoch, as when a container is restarted while its last process still writes.
    SavedLog second = storage.runner(10, directory).open("journal-2");
    PendingChange mine = PROJECT.write(ProjectPath.of("race"), new byte[] {2});
    assertThatThrownBy(() -> first.append(List.of(mine))).isInstanceOf(SupersededException.class);
    second.append(List.of(mine));
    assertThat(storage.keys(LogKeys.LOG)).hasSize((int) second.seq());
  }

  @Test
  @Order(4)
  void aBlobThatIsThereAlreadyIsAsGoodAsStored() throws Exception {
    SavedLog before = storage.runner(11, directory).open("journal-1");
    PendingChange large = PROJECT.write(ProjectPath.of("large"), 3_000_000);
    before.append(List.of(large));
    before.append(List.of(PROJECT.delete(ProjectPath.of("large"))));
    PendingChange again = PROJECT.write(ProjectPath.of("large-again"), storage.read(blobOf(large)));
    assertThat(before.append(List.of(again))).isEmpty();
    before.project();
    assertSeededAndProjected(12);
  }

  @Test
  @Order(5)
  void aStoreThatIsDownIsSaid() throws Exception {
    SavedLog last = storage.runner(20, directory).open("journal-1");
    List<PendingChange> changes = new ArrayList<>(PROJECT.change(1));
    storage.kill();
    assertThatThrownBy(() -> last.append(changes))
        .isInstanceOf(StorageUnreachableException.class)
        .hasMessageNotContainingAny("http", "X-Amz");
  }

  private static String blobOf(PendingChange pending) {
    return LogKeys.blob(pending.change().hash());
  }

  private static void assertSeededAndProjected(long epoch) throws Exception {
    S3ProjectStorage fresh = storage.runner(epoch, directory);
    SavedLog opened = fresh.open("reader");
    opened.project();
    Path root = directory.resolve("root-" + epoch);
    fresh.seed(opened.tree(), root, progress -> {});
    assertThat(DiskTree.read(root)).isEqualTo(DiskTree.expected(PROJECT));
    Map<String, byte[]> expected = new TreeMap<>();
    PROJECT.contents().forEach((path, bytes) -> expected.put(LogKeys.file(path), bytes));
    assertThat(storage.keys(LogKeys.FILES)).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((key, bytes) -> assertThat(storage.read(key)).as(key).isEqualTo(bytes));
  }
}
