package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import dev.atrium.runner.testing.HandClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is written without a pause is saved at an interval all the same. */
class RestlessUploadTest {

  private static final PendingChange LEFT_OUT =
      new PendingChange(0, Workspace.file("server.log", "stale", null).withContent(null), null);

  @TempDir Path directory;

  private final HandClock clock = new HandClock(Instant.ofEpochMilli(System.currentTimeMillis()));
  private ProjectTree tree;
  private RestlessUpload uploads;

  @BeforeEach
  void open() throws IOException {
    Path root = Files.createDirectory(directory.resolve("project"));
    tree = new ProjectTree(root, directory.resolve("staging"));
    Files.writeString(root.resolve("server.log"), "line 1\n");
    uploads = new RestlessUpload(tree, clock);
  }

  @Test
  void theCopyIsWhatItsHashSaysWhateverIsWrittenMeanwhile() throws IOException {
    assertThat(uploads.copy(List.of(LEFT_OUT))).isEmpty();
    clock.advance(Duration.ofMillis(RestlessFiles.INTERVAL_MILLIS));

    PendingChange copied = uploads.copy(List.of(LEFT_OUT)).getFirst();
    Files.writeString(tree.root().resolve("server.log"), "line 1\nline 2\n");
    try (InputStream in = copied.content().open()) {
      assertThat(ContentHash.of(in.readAllBytes())).isEqualTo(copied.change().hash());
    }
    assertThat(copied.change().hash()).isEqualTo(Workspace.hash("line 1\n"));
    uploads.discard();
    assertThat(directory.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void itIsCopiedOnceAnInterval() {
    uploads.copy(List.of(LEFT_OUT));
    clock.advance(Duration.ofMillis(RestlessFiles.INTERVAL_MILLIS));
    assertThat(uploads.copy(List.of(LEFT_OUT))).hasSize(1);
    assertThat(uploads.copy(List.of(LEFT_OUT))).isEmpty();
    uploads.discard();
  }

  /** The whole way from the scan: the file is never the same twice, and its change is found. */
  @Test
  void aFileThatNeverRestsIsFoundOnceAnInterval() throws IOException {
    DiskIndex index = new DiskIndex();
    DiskScanner scanner = new DiskScanner(tree, index, new Excludes(List.of()), clock);
    DiskFindings findings = new DiskFindings(new DiskView(tree, index), index, clock);
    List<Change> found = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Observation> seen = scanner.scan(Set.of(ProjectPath.ROOT), d -> true).observations();
      Files.writeString(tree.root().resolve("server.log"), "x".repeat(100 + i));
      found.addAll(findings.take(seen).changes());
      clock.advance(Duration.ofMillis(RestlessFiles.INTERVAL_MILLIS / 2));
    }
    assertThat(found).extracting(Change::path).containsExactly(ProjectPath.of("server.log"));
  }
}
