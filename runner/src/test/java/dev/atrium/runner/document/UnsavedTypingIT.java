package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.files.OpenFiles;
import dev.atrium.runner.storage.FaultyStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged and is not in the file yet, when the document has to let the file go: on
 * the real engine, journal, watcher and disk; S3 is a stand-in, sockets are left out. Root may
 * write anywhere, so a directory without write permission is played.
 */
class UnsavedTypingIT {

  private static final byte[] BINARY = {1, 0, 2};
  private static final String TYPED = "base\ntyped\n";

  @TempDir Path directory;
  private FaultyStorage s3;
  private LiveWorkspace workspace;
  private Path root;
  private Peer ann;

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
  void staysBesideAFileThatBecameBinary() throws Exception {
    typeAndThen("d/a.txt", file -> Files.write(file, BINARY));
    ann.awaitClosed(CloseCode.NOT_TEXT);
    Path copy = awaitCopy("d", "a (conflict ", TYPED);
    assertThat(ann.reason()).contains(copy.getFileName().toString());
    assertThat(root.resolve("d/a.txt")).hasBinaryContent(BINARY);
    assertEverythingIsSaved();
    assertThat(workspace.volume.savedTree().get(ProjectPath.of("d/" + copy.getFileName())))
        .isNotNull();
  }

  @Test
  void staysBesideAFileThatBecameTooLarge() throws Exception {
    typeAndThen("a.txt", file -> Files.writeString(file, "x".repeat(OpenFiles.MAX_BYTES + 1)));
    ann.awaitClosed(CloseCode.TOO_LARGE);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysBesideAFileThatBecameSomethingElse() throws Exception {
    typeAndThen(
        "a.txt",
        file -> {
          Files.delete(file);
          Files.createDirectory(file);
        });
    ann.awaitClosed(CloseCode.NOT_TEXT);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysWhereAShellHasDeletedTheFile() throws Exception {
    typeAndThen("a.txt", Files::delete);
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysWhereAShellHasDeletedTheDirectory() throws Exception {
    typeAndThen(
        "d/a.txt",
        file -> {
          Files.delete(file);
          Files.delete(file.getParent());
        });
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    awaitCopy("d", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysAboveADirectoryThatBecameAFile() throws Exception {
    typeAndThen(
        "d/a.txt",
        file -> {
          Files.delete(file);
          Files.delete(file.getParent());
          Files.writeString(file.getParent(), "no directory");
        });
    ann.awaitClosed(CloseCode.NOT_TEXT);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysWhereAPersonHasDeletedTheFile() throws Exception {
    typeAndThen("a.txt", file -> delete("a.txt"));
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysInTheJournalUntilThereIsRoomForIt() throws Exception {
    typeAndThen(
        "a.txt",
        file -> {
          workspace.refusals.set(4);
          Files.write(file, BINARY);
        });
    ann.awaitClosed(CloseCode.NOT_TEXT);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysInTheFileOnceThereIsRoomForIt() throws Exception {
    workspace.file("a.txt", "base\n");
    workspace.unwritable = change -> true;
    type("a.txt");
    await().until(() -> workspace.refused.get() > 1);
    assertThat(ann.closed()).isNull();
    workspace.unwritable = change -> false;
    await().until(() -> Files.readString(root.resolve("a.txt")), TYPED::equals);
    assertEverythingIsSaved();
  }

  @Test
  void staysAboveADirectoryThatIsReadOnly() throws Exception {
    workspace.unwritable = change -> change.path().startsWith(ProjectPath.of("d"));
    typeAndThen("d/a.txt", file -> Files.write(file, BINARY));
    ann.awaitClosed(CloseCode.NOT_TEXT);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysThroughACrashBesideAFileThatBecameBinary() throws Exception {
    crashAfterTyping(file -> Files.write(file, BINARY));
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysThroughACrashWhereTheFileWasDeleted() throws Exception {
    crashAfterTyping(Files::delete);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void staysThroughACrashBehindADeletion() throws Exception {
    workspace.inShell(
        () -> {
          typeAndThen("a.txt", file -> delete("a.txt"));
          workspace.kill();
        });
    workspace.start(1);
    awaitCopy("", "a (conflict ", TYPED);
    assertEverythingIsSaved();
  }

  @Test
  void isCopiedOnceHoweverOftenTheProcessEnds() throws Exception {
    crashAfterTyping(file -> Files.write(file, BINARY));
    s3.faults(request -> FaultyStorage.Fault.UNAVAILABLE);
    awaitCopy("", "a (conflict ", TYPED);
    workspace.kill();
    s3.faults(request -> FaultyStorage.Fault.NONE);
    workspace.start(1);
    assertEverythingIsSaved();
    awaitCopy("", "a (conflict ", TYPED);
  }

  @Test
  void leavesNoCopyIfTheFileHadEverything() throws Exception {
    workspace.file("a.txt", "base\n");
    type("a.txt");
    workspace.volume.flush();
    Files.delete(root.resolve("a.txt"));
    ann.awaitClosed(CloseCode.DOCUMENT_GONE);
    assertEverythingIsSaved();
    assertThat(copies("", "a (conflict ")).isEmpty();
  }

  /** Something happens to a file. */
  private interface Event {
    void to(Path file) throws IOException;
  }

  /** The event happens before the next save. */
  private void typeAndThen(String path, Event event) throws Exception {
    workspace.file(path, "base\n");
    workspace.inShell(
        () -> {
          type(path);
          event.to(root.resolve(path));
        });
  }

  private void crashAfterTyping(Event event) throws Exception {
    workspace.file("a.txt", "base\n");
    workspace.unwritable = change -> true;
    type("a.txt");
    workspace.kill();
    event.to(root.resolve("a.txt"));
    workspace.unwritable = change -> false;
    workspace.start(1);
  }

  private void type(String path) {
    ann = workspace.join(path);
    ann.insert(5, "typed\n");
    ann.awaitAcknowledged();
  }

  private void delete(String path) {
    workspace
        .volume
        .changes()
        .commit(
            List.of(
                Change.delete(
                    ProjectPath.of(path),
                    ContentHash.of("base\n".getBytes()),
                    "bob",
                    Cause.EDIT,
                    Instant.now())));
  }

  private Path awaitCopy(String directory, String name, String text) {
    await().until(() -> copies(directory, name).size() == 1);
    Path copy = copies(directory, name).getFirst();
    assertThat(copy).hasContent(text);
    return copy;
  }

  private List<Path> copies(String directory, String name) {
    try (Stream<Path> all = Files.list(root.resolve(directory))) {
      return all.filter(path -> path.getFileName().toString().startsWith(name)).toList();
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private void assertEverythingIsSaved() {
    await().until(workspace.volume::flush, FlushOutcome::complete);
  }
}
