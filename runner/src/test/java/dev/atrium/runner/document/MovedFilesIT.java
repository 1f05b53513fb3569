package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.storage.FaultyStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that a shell moves while people are in them: on the real engine, journal, watcher and disk;
 * S3 is a stand-in, sockets are left out.
 */
class MovedFilesIT {

  @TempDir Path directory;
  private FaultyStorage s3;
  private LiveWorkspace workspace;
  private Path root;

  @BeforeEach
  void start() throws Exception {
    s3 = new FaultyStorage();
    workspace = new LiveWorkspace(s3, directory).start(1);
    root = workspace.volume.root;
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
    s3.close();
  }

  @Test
  void takeTheirDocumentAndThePeopleInItAlong() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    Files.createDirectory(root.resolve("new"));
    move("a.txt", "new/b.txt");
    ann.insert(0, "zero\n");
    awaitFile("new/b.txt", "zero\none\ntwo\n");
    assertThat(root.resolve("a.txt")).doesNotExist();
    assertIsStillIn(ann, "new/b.txt");
  }

  @Test
  void takeTheirDocumentAlongWhenNobodyIsInIt() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    ann.leave();
    await().until(() -> !workspace.documents.isOpen(ProjectPath.of("a.txt")));
    move("a.txt", "b.txt");
    await().until(() -> guid("b.txt"), ann.guid()::equals);
    ann.insert(0, "offline\n");
    ann.connect(workspace, "b.txt");
    assertThat(ann.closed()).isNull();
    awaitFile("b.txt", "offline\none\ntwo\n");
  }

  @Test
  void takeTheirDocumentAlongWithTheirDirectory() throws Exception {
    workspace.file("d/deep/a.txt", "one\n");
    workspace.file("d/b.txt", "b\n");
    Peer ann = workspace.join("d/deep/a.txt");
    Peer bob = workspace.join("d/b.txt");
    ann.insert(4, "two\n");
    bob.insert(2, "two\n");
    move("d", "e");
    ann.insert(0, "zero\n");
    awaitFile("e/deep/a.txt", "zero\none\ntwo\n");
    awaitFile("e/b.txt", "b\ntwo\n");
    assertThat(root.resolve("d")).doesNotExist();
    assertIsStillIn(ann, "e/deep/a.txt");
    assertIsStillIn(bob, "e/b.txt");
  }

  @Test
  void keepTheirDocumentThroughACrash() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    ann.awaitAcknowledged();
    awaitFile("a.txt", "one\ntwo\n");
    s3.faults(request -> FaultyStorage.Fault.UNAVAILABLE);
    move("a.txt", "b.txt");
    await().until(() -> workspace.documents.isOpen(ProjectPath.of("b.txt")));
    ann.insert(0, "zero\n");
    ann.awaitAcknowledged();
    workspace.kill();
    ann.lose();
    s3.faults(request -> FaultyStorage.Fault.NONE);

    workspace.start(1);
    awaitFile("b.txt", "zero\none\ntwo\n");
    ann.connect(workspace, "b.txt");
    assertIsStillIn(ann, "b.txt");
  }

  @Test
  void areSavedWhereTheyAreByAFlushThatComesAtOnce() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    ann.awaitAcknowledged();
    workspace.volume.flush();
    move("a.txt", "b.txt");
    assertThat(workspace.volume.flush()).matches(FlushOutcome::complete, "is complete");
    assertThat(guid("b.txt")).isEqualTo(ann.guid());
    assertThat(workspace.volume.savedTree().get(ProjectPath.of("a.txt"))).isNull();
  }

  @Test
  void loseNothingWhenACrashHidesTheMove() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    workspace.inShell(
        () -> {
          ann.insert(4, "two\n");
          ann.awaitAcknowledged();
          Files.move(root.resolve("a.txt"), root.resolve("b.txt"));
          workspace.kill();
        });
    workspace.start(1);
    await().until(workspace.volume::flush, FlushOutcome::complete);
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files.map(MovedFilesIT::text)).contains("one\ntwo\n");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Test
  void areOpenedByTheirNewNameBeforeItIsKnownWhoseTheyAre() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    ann.awaitAcknowledged();
    awaitFile("a.txt", "one\ntwo\n");
    move("a.txt", "b.txt");
    Peer bob = workspace.join("b.txt");
    bob.awaitClosed(CloseCode.DOCUMENT_REPLACED);
    assertThat(bob.reason()).isEqualTo(ann.guid());
    assertIsStillIn(ann, "b.txt");
  }

  @Test
  void stayWhatTheyAreWhenAnEditorKeepsTheOldOneAsABackup() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    awaitFile("a.txt", "one\ntwo\n");
    move("a.txt", "a.txt~");
    Files.writeString(root.resolve("a.txt"), "one\ntwo\nthree\n");
    Files.delete(root.resolve("a.txt~"));
    ann.awaitText("one\ntwo\nthree\n");
    assertIsStillIn(ann, "a.txt");
  }

  @Test
  void endTheDocumentOfTheFileTheyAreMovedOnto() throws Exception {
    workspace.file("a.txt", "a\n");
    workspace.file("b.txt", "b\n");
    Peer ann = workspace.join("a.txt");
    Peer bob = workspace.join("b.txt");
    Files.move(root.resolve("a.txt"), root.resolve("b.txt"), StandardCopyOption.REPLACE_EXISTING);
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    bob.awaitText("a\n");
    assertThat(bob.closed()).isNull();
  }

  @Test
  void areToldFromADeletedAndANewOne() throws Exception {
    workspace.file("a.txt", "one\n");
    Peer ann = workspace.join("a.txt");
    Files.delete(root.resolve("a.txt"));
    workspace.volume.shell("b.txt", "something else\n");
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    assertThat(workspace.join("b.txt").guid()).isNotEqualTo(ann.guid());
  }

  @Test
  void takeTheirDocumentAlongWithGit() throws Exception {
    Git git = new Git(directory);
    git.run("init", "-q");
    workspace.file("a.txt", "one\n");
    git.run("add", ".");
    Peer ann = workspace.join("a.txt");
    ann.insert(4, "two\n");
    awaitFile("a.txt", "one\ntwo\n");
    git.run("mv", "a.txt", "b.txt");
    ann.insert(0, "zero\n");
    awaitFile("b.txt", "zero\none\ntwo\n");
    assertIsStillIn(ann, "b.txt");
  }

  private void assertIsStillIn(Peer person, String path) throws Exception {
    assertThat(person.closed()).isNull();
    assertThat(workspace.join(path).guid()).isEqualTo(person.guid());
    await().until(workspace.volume::flush, FlushOutcome::complete);
    assertThat(guid(path)).as("in the log").isEqualTo(person.guid());
  }

  /** The identity of the document that the log has for a file. */
  private String guid(String path) {
    return workspace.log.saved(ProjectPath.of(path)).map(DocumentState::guid).orElse(null);
  }

  private void move(String from, String to) throws Exception {
    workspace.inShell(
        () -> Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE));
  }

  private void awaitFile(String path, String text) {
    await().ignoreExceptions().until(() -> Files.readString(root.resolve(path)), text::equals);
  }
}
