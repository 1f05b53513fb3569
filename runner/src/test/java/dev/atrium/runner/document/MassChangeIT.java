package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.storage.FaultyStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkout of 2,000 files by the real git while people type in some of them; S3 is a stand-in.
 */
class MassChangeIT {

  private static final int FILES = 2_000;
  private static final int OPEN = 20;
  private static final ProjectPath SOURCES = ProjectPath.of("src");
  private static final Logger LOG = Logger.getLogger(MassChangeIT.class);

  @TempDir Path directory;
  private FaultyStorage s3;
  private LiveWorkspace workspace;
  private Git git;

  @BeforeEach
  void start() throws Exception {
    s3 = new FaultyStorage();
    workspace = new LiveWorkspace(s3, directory).start(1);
    git = new Git(directory);
    git.run("init", "-q", "-b", "one");
    write("one");
    git.run("checkout", "-q", "-b", "two");
    write("two");
    git.run("checkout", "-q", "one");
    workspace.volume.flush();
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
    s3.close();
  }

  @Test
  void isOneEntryOfTheHistoryAndNobodyLosesWhatTheyType() throws Exception {
    List<Peer> people = Stream.iterate(0, i -> i + 1).limit(OPEN).map(this::join).toList();
    int before = s3.keys("atrium/log/").size();
    long start = System.nanoTime();
    workspace.inShell(
        () -> {
          people.forEach(person -> person.insert(0, "typed\n"));
          git.run("checkout", "-q", "two");
        });
    people.forEach(person -> person.awaitText("typed\nfirst\ntwo\nlast\n"));
    LOG.infof("Everybody saw a checkout of %d files after %d ms.", FILES, millisSince(start));
    for (int file = 0; file < OPEN; file++) {
      awaitFile(path(file), "typed\nfirst\ntwo\nlast\n");
    }
    await().until(() -> findings(before).mapToLong(List::size).sum() >= FILES - OPEN);
    await().until(this::isSaved);
    LOG.infof("It was saved after %d ms.", millisSince(start));
    assertThat(findings(before)).as("records of the log with what git wrote").hasSize(1);
    assertThat(people).extracting(Peer::closed).containsOnlyNulls();
  }

  /** For each newer record that has some: what was found on disk. */
  private Stream<List<Change>> findings(int before) {
    return s3.keys("atrium/log/").stream()
        .skip(before)
        .map(this::record)
        .map(record -> record.changes().stream().filter(MassChangeIT::isFinding).toList())
        .filter(changes -> !changes.isEmpty());
  }

  private LogRecord record(String key) {
    try {
      return Codec.CBOR.readValue(s3.objects().get(key), LogRecord.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isFinding(Change change) {
    return change.document() == null && change.path().startsWith(SOURCES);
  }

  private boolean isSaved() {
    ServerFrame.Saved saved = workspace.volume.changes().saved();
    return saved.saved() == saved.acknowledged();
  }

  private Peer join(int file) {
    return workspace.join(path(file));
  }

  private void write(String branch) throws Exception {
    for (int file = 0; file < FILES; file++) {
      workspace.volume.shell(path(file), "first\n" + branch + "\nlast\n");
    }
    git.run("add", ".");
    git.run("commit", "-q", "-m", branch);
  }

  private static String path(int file) {
    return SOURCES + "/" + file % 40 + "/" + file + ".txt";
  }

  private void awaitFile(String path, String text) {
    await().until(() -> read(path), text::equals);
  }

  private String read(String path) throws IOException {
    return Files.readString(workspace.volume.root.resolve(path));
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
