package dev.atrium.initservice.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.LogKeys;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.initservice.MovableClock;
import dev.atrium.initservice.S3ServerFixture;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.project.Projects;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.TestStorage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DailySweepIT {

  private static S3ServerFixture s3;
  private static TestStorage storage;
  private static ObjectStore store;

  private final MovableClock clock = new MovableClock();
  private final Projects projects = new Projects(store, clock);
  private final DailySweep sweep =
      new DailySweep(
          store,
          projects,
          new ProjectCollector(store, new BlobKeeper(store, clock, storage), clock, storage),
          clock,
          storage);
  private final String id = StorageClient.newId();

  @BeforeAll
  static void start() {
    s3 = new S3ServerFixture();
    storage = new TestStorage(s3.endpoint());
    store = storage.store();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void theTrashKeepsAProjectSevenDays() {
    givenProject();
    projects.trash(id);

    clock.advance(Duration.ofDays(7).minusHours(1));
    sweep.run();
    assertThat(projects.find(id)).isPresent();

    clock.advance(Duration.ofHours(2));
    sweep.run();
    assertThat(store.list(LogKeys.project(id))).isEmpty();
  }

  @Test
  void aProjectThatIsNotInTheTrashStaysForever() {
    givenProject();
    clock.advance(Duration.ofDays(4000));

    sweep.run();

    assertThat(projects.find(id)).isPresent();
    assertThat(store.find(LogKeys.project(id) + "files/a")).isPresent();
  }

  @Test
  void whatWasNeverFinishedGoesAfterADay() {
    put(LogKeys.checkpoint(0));
    put("files/a");

    clock.advance(Duration.ofHours(23));
    sweep.run();
    assertThat(store.list(LogKeys.project(id))).hasSize(2);

    clock.advance(Duration.ofHours(2));
    sweep.run();
    assertThat(store.list(LogKeys.project(id))).isEmpty();
  }

  @Test
  void aBrokenProjectDoesNotStopTheRound() {
    givenProject();
    projects.trash(id);
    String broken = "a" + id;
    store.put(LogKeys.project(broken) + LogKeys.PROJECT, "{".getBytes(StandardCharsets.UTF_8));
    clock.advance(Duration.ofDays(8));

    sweep.run();

    assertThat(projects.find(id)).isEmpty();
    assertThat(store.find(LogKeys.project(broken) + LogKeys.PROJECT)).isPresent();
  }

  private void givenProject() {
    put("files/a");
    projects.publish(new StoredProject(id, StorageClient.HERE, "node", clock.instant(), null));
  }

  private void put(String key) {
    store.put(LogKeys.project(id) + key, new byte[] {1});
  }
}
