package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The object store goes away while Repls run, start, fall asleep and are deleted: one outage for
 * all of it. What each of them says meanwhile, and that all go on by themselves once it is back.
 */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StorageLossST {

  /** Loses its pod, which had saved everything. */
  private static final String MOVED = "moved";

  /** Is put to sleep with something that S3 does not have. */
  private static final String TIRED = "tired";

  /** Is deleted with something that S3 does not have. */
  private static final String DELETED = "deleted";

  /** Is made when there is no object store. */
  private static final String LATE = "late";

  private static final String STORE = "statefulset/atrium-s3";
  private static final String STORE_PODS = "app.kubernetes.io/component=s3";

  private final Map<String, String> projects =
      Map.of(
          MOVED, Team.unique("moved"),
          TIRED, Team.unique("tired"),
          DELETED, Team.unique("deleted"),
          LATE, Team.unique("late"));

  private ClusterInstallation atrium;
  private Team team;

  @BeforeAll
  void loseTheStore(ClusterInstallation installation) {
    atrium = installation;
    team = Team.create(atrium.kubectl());
    List.of(MOVED, TIRED, DELETED).forEach(this::create);
    List.of(MOVED, TIRED, DELETED).forEach(team::awaitReady);
    write(MOVED, "saved");
    awaitInS3(MOVED, "saved");

    scaleStore(0);
    await().until(() -> atrium.pods(STORE_PODS).isEmpty());
    write(TIRED, "not saved");
    write(DELETED, "not saved");
    create(LATE);
    team.run("delete", "repl", DELETED, "--wait=false");
    team.mode(TIRED, "Suspended");
    pod(MOVED).lose();
  }

  @AfterAll
  void bringTheStoreBack() {
    scaleStore(1);
    team.close();
  }

  @Test
  @Order(1)
  void aNewReplWaitsForStorage() {
    team.assertTold(LATE, "StorageUnreachable", "");
    assertThat(team.tryRun("get", "secret", LATE + "-repl").code()).isNotZero();
  }

  @Test
  @Order(1)
  void aPodInThePlaceOfALostOneSaysThatItCannotFetchTheFiles() {
    team.assertTold(MOVED, "SeedFailed", "The object store does not answer");
    team.await("repl/" + MOVED, ".status.conditions[?(@.type==\"Seeded\")].status", "False");
  }

  @Test
  @Order(1)
  void whatCannotBeSavedDoesNotFallAsleep() {
    team.assertTold(TIRED, "FlushFailed", "The pod stays until everything is saved");
    assertThat(team.field("repl/" + TIRED, ".status.state")).isEqualTo("Suspending");
    assertThat(pod(TIRED).shell("cat /workspace/project/note.txt").orFail()).isEqualTo("not saved");
  }

  @Test
  @Order(2)
  void aDeletionEndsInItsTimeAndTellsWhatItGaveUp() {
    team.run("wait", "repl/" + DELETED, "--for=delete", "--timeout=180s");
    assertThat(team.notesOf(DELETED, "FlushFailed"))
        .contains("edits are in S3", "The Repl is deleted all the same");
    // A pod whose process has ended is listed for a moment more.
    await().until(() -> atrium.runners(projects.get(DELETED)).isEmpty());
  }

  @Test
  @Order(3)
  void onceStorageIsBackEverythingGoesOnAndNothingIsLost() {
    scaleStore(1);
    atrium.kubectl().run("rollout", "status", STORE, "-n", "atrium", "--timeout=120s");

    team.awaitReady(LATE);
    team.awaitReady(MOVED);
    assertThat(pod(MOVED).shell("cat /workspace/project/note.txt").orFail()).isEqualTo("saved");
    team.await("repl/" + TIRED, ".status.state", "Suspended");
    awaitInS3(TIRED, "not saved");
  }

  private void create(String repl) {
    team.apply(Manifests.repl(repl, projects.get(repl), "template: web")).orFail();
  }

  private Pod pod(String repl) {
    return atrium.runner(projects.get(repl));
  }

  private void write(String repl, String text) {
    pod(repl).shell("printf '" + text + "' > /workspace/project/note.txt").orFail();
  }

  private void awaitInS3(String repl, String text) {
    atrium.awaitInS3(projects.get(repl), "note.txt", text);
  }

  private void scaleStore(int replicas) {
    atrium.kubectl().run("scale", STORE, "-n", "atrium", "--replicas=" + replicas);
  }
}
