package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.sync.DocumentLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents on the real engine, journal, watcher and disk; S3 is a stand-in, sockets are left out.
 */
class LiveDocumentsIT {

  @TempDir Path directory;
  private FaultyStorage s3;
  private LiveWorkspace workspace;

  @BeforeEach
  void start() throws Exception {
    s3 = new FaultyStorage();
    workspace = new LiveWorkspace(s3, directory.resolve("one")).start(1);
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
    s3.close();
  }

  @Test
  void anAcknowledgedUpdateSurvivesAKilledProcessWithItsIdentity() throws Exception {
    workspace.file("a.txt", "base\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(5, "typed\n");
    ann.awaitAcknowledged();
    String guid = ann.guid();
    workspace.kill();
    ann.lose();

    workspace.start(1);
    awaitFile("a.txt", "base\ntyped\n");
    Peer bob = workspace.join("a.txt");
    assertThat(bob.guid()).isEqualTo(guid);
    assertThat(bob.text()).isEqualTo("base\ntyped\n");
    ann.insert(0, "offline\n");
    ann.connect(workspace, "a.txt");
    assertThat(ann.closed()).isNull();
    bob.awaitText("offline\nbase\ntyped\n");
  }

  @Test
  void aSaveThatFailsAfterACrashIsTriedAgainAndThenCountsAsSaved() throws Exception {
    workspace.file("a.txt", "base\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(5, "typed\n");
    ann.awaitAcknowledged();
    workspace.kill();

    workspace.refusals.set(2);
    workspace.start(1);
    awaitFile("a.txt", "base\ntyped\n");
    await().until(workspace.volume::flush, FlushOutcome::complete);
    assertThat(saved("a.txt").document().guid()).isEqualTo(ann.guid());
  }

  @Test
  void anUpdateThatCannotBeReadIsSetAsideAndTheRestRecovered() throws Exception {
    workspace.file("a.txt", "base\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(5, "typed\n");
    ann.awaitAcknowledged();
    byte[] unreadable = {9, 9, 9};
    workspace.log.append(
        List.of(
            new DocumentLog.Update(
                this, ann.guid(), ProjectPath.of("a.txt"), unreadable, null, "ann")));
    ann.insert(11, "more\n");
    ann.awaitAcknowledged();
    workspace.kill();

    workspace.start(1);
    awaitFile("a.txt", "base\ntyped\nmore\n");
    await().until(workspace.volume::flush, FlushOutcome::complete);
    try (Stream<Path> aside = Files.list(directory.resolve("one/state/set-aside"))) {
      assertThat(aside)
          .singleElement()
          .satisfies(file -> assertThat(file).hasBinaryContent(unreadable));
    }
  }

  @Test
  void aDocumentThatCannotBeReadAtAllIsSetAsideAndItsFileIsLeftAlone() throws Exception {
    workspace.file("a.txt", "base\n");
    byte[] unreadable = {9, 9, 9};
    ContentHash base = ContentHash.of("base\n".getBytes(StandardCharsets.UTF_8));
    workspace
        .volume
        .changes()
        .commit(
            List.of(
                Change.file(
                        ProjectPath.of("a.txt"),
                        0644,
                        base,
                        base,
                        5,
                        new ContentRef.Inline("base\n".getBytes(StandardCharsets.UTF_8)),
                        "ann",
                        Cause.EDIT,
                        Instant.now())
                    .withDocument(DocumentState.whole("guid", unreadable, base))));
    workspace.log.append(
        List.of(
            new DocumentLog.Update(
                this, "guid", ProjectPath.of("a.txt"), unreadable, null, "ann")));
    workspace.kill();

    workspace.start(1);
    await().until(workspace.volume::flush, FlushOutcome::complete);
    assertThat(workspace.volume.read("a.txt")).isEqualTo("base\n");
    try (Stream<Path> aside = Files.list(directory.resolve("one/state/set-aside"))) {
      assertThat(aside).hasSize(2);
    }
    Peer ann = workspace.join("a.txt");
    assertThat(ann.text()).isEqualTo("base\n");
    assertThat(ann.guid()).isNotEqualTo("guid");
  }

  @Test
  void whatIsSavedSurvivesTheNodeWithItsIdentity() throws Exception {
    workspace.file("a.txt", "base\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(5, "typed\n");
    ann.awaitText("base\ntyped\n");
    ann.awaitAcknowledged();
    assertThat(workspace.volume.flush()).matches(FlushOutcome::complete, "is complete");
    String guid = ann.guid();
    workspace.kill();
    ann.lose();

    workspace = new LiveWorkspace(s3, directory.resolve("two")).start(2);
    ann.insert(0, "offline\n");
    ann.connect(workspace, "a.txt");
    assertThat(ann.guid()).isEqualTo(guid);
    assertThat(ann.closed()).isNull();
    awaitFile("a.txt", "offline\nbase\ntyped\n");
  }

  /** A window that comes back to a new pod must not hear that its file was deleted. */
  @Test
  void aFileThatIsStillBeingFetchedIsNotGone() throws Exception {
    workspace.file("a.txt", "base\n");
    workspace.kill();
    workspace = new LiveWorkspace(s3, directory.resolve("two"));
    Consumer<DocumentLog> follow = workspace.volume.beforeStart;
    workspace.volume.beforeStart =
        log -> {
          follow.accept(log);
          assertThatThrownBy(() -> workspace.open("a.txt"))
              .isInstanceOfSatisfying(
                  ProblemException.class,
                  refused -> assertThat(refused.type()).isEqualTo(ProblemType.NOT_READY));
        };
    workspace.start(2);
    assertThat(workspace.join("a.txt").text()).isEqualTo("base\n");
  }

  @Test
  void theLogHasFileAndDocumentTogether() throws Exception {
    workspace.file("a.txt", "base\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(0, "x");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    ann.insert(0, "y");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    TreeEntry entry = saved("a.txt");
    DocumentState document = entry.document();
    assertThat(document.guid()).isEqualTo(ann.guid());
    assertThat(document.projected()).isEqualTo(entry.hash());
    assertThat(document.updates()).hasSize(1);
  }

  @Test
  void whatTheDiskWritesIsMergedWhileSomebodyTypes() throws Exception {
    workspace.file("a.txt", "one\ntwo\nthree\n");
    Peer ann = workspace.join("a.txt");
    // The shell must not write over a file that has what was typed: that would be a deletion.
    workspace.shell.lock();
    ann.insert(0, "zero\n");
    workspace.volume.shell("a.txt", "one\nTWO\nthree\nfour\n");
    workspace.shell.unlock();
    ann.awaitText("zero\none\nTWO\nthree\nfour\n");
    awaitFile("a.txt", "zero\none\nTWO\nthree\nfour\n");
  }

  @Test
  void theSameBytesChangeNothing() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    workspace.volume.shell("a.txt", "one\n");
    ann.insert(4, "two\n");
    awaitFile("a.txt", "one\ntwo\n");
    assertThat(ann.text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void whatChangedWhileNobodyWasThereIsAnEditOfTheDocument() throws Exception {
    workspace.file("a.txt", "one\ntwo\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(8, "three\n");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    ann.leave();
    awaitReleased("a.txt");
    ann.insert(0, "offline\n");
    workspace.volume.shell("a.txt", "one\nTWO\nthree\n");
    workspace.volume.flush();
    ann.connect(workspace, "a.txt");
    assertThat(ann.closed()).isNull();
    ann.awaitText("offline\none\nTWO\nthree\n");
  }

  @Test
  void anUnusedDocumentLeavesMemoryAndComesBackAsItself() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(0, "x");
    ann.awaitAcknowledged();
    ann.leave();
    awaitReleased("a.txt");
    assertThat(workspace.join("a.txt").guid()).isEqualTo(ann.guid());
    assertThat(Files.readString(workspace.volume.root.resolve("a.txt"))).isEqualTo("xone\n");
  }

  @Test
  void aDocumentThatWasJustClosedOpensAgainWithoutS3() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(0, "x");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    ann.leave();
    s3.faults(request -> FaultyStorage.Fault.UNAVAILABLE);
    Peer bob = workspace.join("a.txt");
    assertThat(bob.guid()).isEqualTo(ann.guid());
    assertThat(bob.text()).isEqualTo("xone\n");
  }

  @Test
  void aLargeDocumentSurvivesTheNode() throws Exception {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    while (text.length() < 300_000) {
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    workspace.file("big.txt", text.toString());
    Peer ann = workspace.join("big.txt");
    ann.insert(0, "x");
    ann.awaitAcknowledged();
    assertThat(workspace.volume.flush()).matches(FlushOutcome::complete, "is complete");
    workspace.kill();
    ann.lose();
    workspace = new LiveWorkspace(s3, directory.resolve("two")).start(2);
    ann.connect(workspace, "big.txt");
    assertThat(ann.closed()).isNull();
    assertThat(ann.text()).isEqualTo("x" + text);
  }

  private void awaitFile(String path, String text) {
    Path file = workspace.volume.root.resolve(path);
    await().until(() -> Files.readString(file), text::equals);
  }

  private void awaitReleased(String path) {
    await().until(() -> !workspace.documents.isOpen(ProjectPath.of(path)));
  }

  private TreeEntry saved(String path) throws Exception {
    return workspace.volume.savedTree().get(ProjectPath.of(path));
  }
}
