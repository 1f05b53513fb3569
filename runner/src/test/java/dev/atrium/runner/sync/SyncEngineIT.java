package dev.atrium.runner.sync;

import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.FaultyStorage.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncEngineIT {

  @TempDir Path directory;

  private FaultyStorage s3;
  private Workspace here;

  @BeforeEach
  void open() throws IOException {
    s3 = new FaultyStorage();
    here = new Workspace(s3, directory.resolve("here"));
  }

  @AfterEach
  void close() {
    here.close();
    s3.close();
  }

  @Test
  void anEditIsOnDiskAtOnceAndInS3SoonAfter() throws Exception {
    here.start(1);
    long seq = here.write("src/main.js", "one", null);

    assertThat(here.read("src/main.js")).isEqualTo("one");
    here.awaitSaved(seq);
    here.kill();
    assertThat(Workspace.files(here.savedTree()))
        .containsEntry("src", "")
        .containsEntry("src/main.js", Workspace.hash("one").hex());
  }

  @Test
  void anEditThatHasNotSeenTheNewestContentChangesNothing() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.shell("a.txt", "from a shell");

    assertThatThrownBy(() -> here.write("a.txt", "two", Workspace.hash("one")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.type()).isEqualTo(ProblemType.CHANGED_MEANWHILE));
    assertThat(here.read("a.txt")).isEqualTo("from a shell");
    assertThat(here.engine.currentHash(ProjectPath.of("a.txt")))
        .contains(Workspace.hash("from a shell"));
  }

  @Test
  void aBatchIsAllOrNothing() throws Exception {
    here.start(1);
    here.write("taken.txt", "x", null);
    assertThatThrownBy(
            () ->
                here.engine.commit(
                    List.of(
                        Workspace.file("new.txt", "n", null),
                        Workspace.file("taken.txt", "y", null))))
        .isInstanceOf(ProblemException.class);
    assertThat(here.root.resolve("new.txt")).doesNotExist();
  }

  @Test
  void whatAShellDoesIsToldAndSaved() throws Exception {
    here.start(1);
    here.shell("deep/er/notes.txt", "hello");
    awaitChanged("deep/er/notes.txt", false);
    here.shell("deep/er/notes.txt", "hello again");
    Files.createSymbolicLink(here.root.resolve("link"), Path.of("deep/er"));
    Files.setPosixFilePermissions(
        here.root.resolve("deep/er/notes.txt"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    awaitChanged("link", false);
    assertThat(here.flush().complete()).isTrue();
    here.kill();

    var tree = here.savedTree();
    assertThat(tree.get(ProjectPath.of("deep/er/notes.txt")).hash())
        .isEqualTo(Workspace.hash("hello again"));
    assertThat(tree.get(ProjectPath.of("deep/er/notes.txt")).mode()).isEqualTo(0755);
    assertThat(tree.get(ProjectPath.of("link")).type()).isEqualTo(FileType.LINK);
  }

  @Test
  void aDeletedOrRenamedTreeIsSavedAsSuch() throws Exception {
    here.start(1);
    here.shell("old/a.txt", "a");
    here.shell("old/sub/b.txt", "b");
    here.shell("gone/c.txt", "c");
    awaitChanged("gone/c.txt", false);
    Files.move(here.root.resolve("old"), here.root.resolve("new"));
    Files.delete(here.root.resolve("gone/c.txt"));
    Files.delete(here.root.resolve("gone"));
    awaitChanged("gone", true);
    here.shell("new/sub/d.txt", "written behind the move");
    awaitChanged("new/sub/d.txt", false);
    assertThat(here.flush().complete()).isTrue();
    here.kill();

    assertThat(Workspace.files(here.savedTree()).keySet())
        .containsExactly("new", "new/a.txt", "new/sub", "new/sub/b.txt", "new/sub/d.txt");
  }

  @Test
  void aRestartRightAfterALargePushProjectsNothingAgain() throws Exception {
    here.start(1);
    for (int i = 0; i < 100; i++) {
      here.shell("many/" + i, "content " + i);
    }
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(s3.keys("files/many/")).hasSize(100);

    s3.forgetSeen();
    here.start(2);
    assertThat(here.flush().complete()).isTrue();
    assertThat(s3.seen()).noneMatch(request -> request.key().startsWith("files/"));
  }

  @Test
  void touchingAndRewritingTheSameChangesNothing() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.flush();
    int records = s3.keys("atrium/log/").size();
    here.frames.clear();
    Files.setLastModifiedTime(
        here.root.resolve("a.txt"), FileTime.from(Instant.now().minusSeconds(5)));
    here.shell("a.txt", "one");
    here.engine.flush(PATIENCE);

    assertThat(s3.keys("atrium/log/")).hasSize(records);
    assertThat(here.frames).noneMatch(ServerFrame.Changed.class::isInstance);
  }

  @Test
  void ownWritesAreNotMistakenForAShells() throws Exception {
    here.start(1);
    ContentHash base = null;
    for (int i = 0; i < 30; i++) {
      here.write("a.txt", "version " + i, base);
      base = Workspace.hash("version " + i);
    }
    here.flush();
    assertThat(here.frames)
        .filteredOn(ServerFrame.Changed.class::isInstance)
        .flatExtracting(frame -> ((ServerFrame.Changed) frame).changes())
        .allMatch(change -> change.cause() == Cause.EDIT);
  }

  @Test
  void excludedDirectoriesStayHere() throws Exception {
    here.start(1);
    here.shell("node_modules/left-pad/index.js", "x");
    here.write("node_modules/mine.js", "y", null);
    here.shell("index.js", "z");
    awaitChanged("index.js", false);
    assertThat(here.engine.isLocalOnly(ProjectPath.of("node_modules/mine.js"))).isTrue();
    here.engine.commit(List.of(move("node_modules/mine.js", "mine.js")));
    awaitChanged("mine.js", false);
    assertThat(here.flush().complete()).isTrue();
    here.kill();

    assertThat(Workspace.files(here.savedTree()).keySet()).containsExactly("index.js", "mine.js");
  }

  @Test
  void anUploadIsRenamedInAndSaved() throws Exception {
    here.start(1);
    byte[] content = new byte[3_000_000];
    StagedFile staged = here.tree.stage(new ByteArrayInputStream(content), content.length);
    Change upload =
        Change.file(
            ProjectPath.of("big.bin"),
            0644,
            null,
            staged.hash(),
            staged.size(),
            new ContentRef.OnDisk(staged.name()),
            "ada",
            Cause.EDIT,
            Instant.now());
    here.awaitSaved(here.engine.commit(List.of(upload)));
    here.kill();

    assertThat(Files.size(here.root.resolve("big.bin"))).isEqualTo(content.length);
    assertThat(Workspace.files(here.savedTree())).containsEntry("big.bin", staged.hash().hex());
  }

  @Test
  void movesAndDeletionsTravelToS3() throws Exception {
    here.start(1);
    here.write("a/one.txt", "1", null);
    here.write("a/two.txt", "2", null);
    here.engine.commit(List.of(move("a", "b")));
    long last =
        here.engine.commit(
            List.of(
                Change.delete(
                    ProjectPath.of("b/one.txt"),
                    Workspace.hash("1"),
                    "ada",
                    Cause.EDIT,
                    Instant.now())));
    here.awaitSaved(last);
    here.kill();

    assertThat(Workspace.files(here.savedTree()).keySet()).containsExactly("b", "b/two.txt");
  }

  @Test
  void whileS3IsDownEditsAreKeptAndItRecoversAlone() throws Exception {
    here.start(1);
    s3.faults(request -> Fault.UNAVAILABLE);
    long seq = here.write("a.txt", "one", null);
    await().until(() -> here.engine.saved().storage() == StorageState.UNREACHABLE);
    assertThat(here.engine.saved().problem().detail()).contains("kept on this machine");
    assertThat(here.engine.saved().saved()).isLessThan(seq);
    s3.faults(request -> Fault.NONE);

    here.awaitSaved(seq);
    assertThat(here.engine.saved().storage()).isEqualTo(StorageState.OK);
  }

  @Test
  void anAcknowledgedEditSurvivesAKillWhileS3IsDown() throws Exception {
    here.start(1);
    s3.faults(request -> Fault.DROP);
    here.write("a.txt", "one", null);
    here.kill();
    Files.delete(here.root.resolve("a.txt"));
    here.shell("b.txt", "offline");
    here.start(2);

    assertThat(here.engine.phase()).isEqualTo(SyncPhase.READY);
    here.write("c.txt", "written without S3", null);
    s3.faults(request -> Fault.NONE);
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(Workspace.files(here.savedTree()).keySet()).contains("b.txt", "c.txt");
  }

  @Test
  void whatAPowerLossTookFromTheDiskComesBackFromTheJournal() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.flush();
    FileTime before = Files.getLastModifiedTime(here.root.resolve("a.txt"));
    s3.faults(request -> Fault.DROP);
    here.onTreeForce =
        () -> {
          throw new IllegalStateException("The power fails before the directory is forced.");
        };
    here.write("a.txt", "two", Workspace.hash("one"));
    here.write("a.txt", "three", Workspace.hash("two"));
    here.kill();
    here.shell("a.txt", "one");
    Files.setLastModifiedTime(here.root.resolve("a.txt"), before);
    here.reboot();
    here.onTreeForce = () -> {};
    s3.faults(request -> Fault.NONE);

    here.start(2);
    assertThat(here.read("a.txt")).isEqualTo("three");
    assertThat(here.root.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void whatAShellPutBackBeforeThePowerWentIsNotOverwritten() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.flush();
    s3.faults(request -> Fault.DROP);
    here.onTreeForce =
        () -> {
          throw new IllegalStateException("The power fails before the directory is forced.");
        };
    here.write("a.txt", "two", Workspace.hash("one"));
    here.kill();
    here.shell("a.txt", "one");
    Files.setLastModifiedTime(
        here.root.resolve("a.txt"), FileTime.from(Instant.now().plusSeconds(1)));
    here.reboot();
    here.onTreeForce = () -> {};
    s3.faults(request -> Fault.NONE);

    here.start(2);
    assertThat(here.read("a.txt")).isEqualTo("one");
    assertThat(here.root.toFile().list()).hasSize(2).anyMatch(name -> name.contains("conflict"));
  }

  @Test
  void aNewerRunnerStopsTheOlderOneWhoseEditsBecomeConflictCopies() throws Exception {
    here.start(1);
    here.write("both.txt", "base", null);
    here.write("mine.txt", "base", null);
    here.write("theirs.txt", "base", null);
    assertThat(here.flush().complete()).isTrue();
    try (Workspace there = new Workspace(s3, directory.resolve("there")).start(2)) {
      here.write("both.txt", "mine", Workspace.hash("base"));
      here.write("mine.txt", "mine", Workspace.hash("base"));
      await().until(() -> here.engine.phase() == SyncPhase.SUPERSEDED);
      assertThat(here.engine.saved().storage()).isEqualTo(StorageState.SUPERSEDED);
      assertThatThrownBy(() -> here.write("both.txt", "more", Workspace.hash("mine")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.type()).isEqualTo(ProblemType.EPOCH_SUPERSEDED));
      there.write("both.txt", "theirs", Workspace.hash("base"));
      there.write("theirs.txt", "theirs", Workspace.hash("base"));
      assertThat(there.flush().complete()).isTrue();
    }
    here.kill();
    here.start(3);

    assertThat(here.read("both.txt")).isEqualTo("theirs");
    assertThat(here.read("theirs.txt")).isEqualTo("theirs");
    assertThat(here.read("mine.txt")).isEqualTo("mine");
    Path copy;
    try (Stream<Path> files = Files.list(here.root)) {
      copy = files.filter(file -> file.toString().contains("(conflict ")).findFirst().orElseThrow();
    }
    assertThat(copy.getFileName().toString()).startsWith("both (conflict ").endsWith(").txt");
    assertThat(copy).hasContent("mine");
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(Workspace.files(here.savedTree()))
        .containsEntry(copy.getFileName().toString(), Workspace.hash("mine").hex())
        .containsEntry("mine.txt", Workspace.hash("mine").hex());
  }

  @Test
  void aRestartOnTheSameVolumeIsNoConflict() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.shell("b.txt", "one");
    here.flush();
    here.shell("b.txt", "two");
    here.write("a.txt", "two", Workspace.hash("one"));
    here.kill();
    here.start(2);
    here.flush();
    here.shell("b.txt", "three");
    here.kill();
    here.start(3);
    assertThat(here.flush().complete()).isTrue();

    try (Stream<Path> files = Files.list(here.root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.txt", "b.txt");
    }
    assertThat(here.read("a.txt")).isEqualTo("two");
    assertThat(here.read("b.txt")).isEqualTo("three");
  }

  @Test
  void whatWasSavedRightBeforeAKillIsNoConflict() throws Exception {
    here.start(1);
    here.awaitSaved(here.write("a.txt", "one", null));
    here.kill();
    try (Workspace there = new Workspace(s3, directory.resolve("there")).start(2)) {
      there.write("a.txt", "theirs", Workspace.hash("one"));
      there.flush();
    }

    here.start(3);
    assertThat(here.read("a.txt")).isEqualTo("theirs");
    assertThat(here.root.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void aFullProjectIsToldAndSoIsItsEnd() throws Exception {
    here.quotaBytes = 1000;
    here.start(1);
    here.shell("large.bin", "x".repeat(2000));
    await().until(() -> here.engine.saved().storage(), StorageState.FULL::equals);
    assertThat(here.engine.saved().problem().type()).isEqualTo(ProblemType.OUT_OF_SPACE.urn());

    here.flush();
    assertThat(here.engine.saved().storage()).isEqualTo(StorageState.FULL);
    Files.delete(here.root.resolve("large.bin"));
    await().until(() -> here.engine.saved().storage(), StorageState.OK::equals);
    assertThat(here.engine.saved().problem()).isNull();
  }

  @Test
  void nothingOfARepositoryIsSavedWhileGitHoldsALock() throws Exception {
    here.start(1);
    here.shell(".git/index.lock", "");
    here.shell(".git/HEAD", "ref: refs/heads/main");
    here.shell(".git/objects/ab/cdef", "object");
    here.shell("seen.txt", "x");
    awaitChanged("seen.txt", false);
    here.engine.flush(PATIENCE);
    assertThat(here.engine.index.get(ProjectPath.of(".git/HEAD"))).isNull();
    Files.delete(here.root.resolve(".git/index.lock"));

    awaitChanged(".git/HEAD", false);
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(Workspace.files(here.savedTree()).keySet())
        .contains(".git/HEAD", ".git/objects/ab/cdef")
        .doesNotContain(".git/index.lock");
  }

  @Test
  void aLargeCheckoutIsToldAsOneChangeOfMany() throws Exception {
    here.start(1);
    for (int i = 0; i < 2000; i++) {
      here.shell("lib/d" + i % 20 + "/f" + i + ".txt", "content " + i);
    }
    await()
        .until(
            () ->
                here.frames.stream()
                    .anyMatch(f -> f instanceof ServerFrame.Changed changed && changed.mass()));
    assertThat(here.flush().complete()).isTrue();
    here.kill();
    assertThat(Workspace.files(here.savedTree())).hasSize(2000 + 20 + 1);
  }

  @Test
  void aSecondEngineOnTheSameVolumeIsRefused() throws Exception {
    here.start(1);
    assertThatThrownBy(() -> new Workspace(s3, here.directory).start(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Another runner uses");
  }

  @Test
  void aStopSavesWhatIsLeft() throws Exception {
    here.start(1);
    here.write("a.txt", "one", null);
    here.shell("b.txt", "two");
    FlushOutcome outcome = here.engine.stop(PATIENCE);

    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.problem()).isNull();
    assertThat(Workspace.files(here.savedTree()).keySet()).containsExactly("a.txt", "b.txt");
    assertThatThrownBy(() -> here.write("c.txt", "late", null))
        .isInstanceOf(ProblemException.class);
  }

  private void awaitChanged(String path, boolean deleted) {
    ProjectPath wanted = ProjectPath.of(path);
    await()
        .until(
            () ->
                here.frames.stream()
                    .filter(ServerFrame.Changed.class::isInstance)
                    .flatMap(frame -> ((ServerFrame.Changed) frame).changes().stream())
                    .anyMatch(
                        change -> change.path().equals(wanted) && change.deleted() == deleted));
  }

  private static Change move(String from, String to) {
    return Change.move(
        ProjectPath.of(from), ProjectPath.of(to), FileType.FILE, "ada", Cause.EDIT, Instant.now());
  }
}
