package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project in a {@link FaultyStorage}, a runner of epoch 1, and what the project should be. */
abstract class StorageScenario {
  static final String WRITER = "journal-1";
  @TempDir Path directory;
  FaultyStorage storage;
  S3ProjectStorage runner;
  final TestTree project = new TestTree(1);

  @BeforeEach
  void start() throws IOException {
    storage = new FaultyStorage();
    runner = storage.runner(1, directory);
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  PendingChange edit(String path, String text) {
    return project.write(path(path), text.getBytes());
  }

  List<LogRecord> records() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (String key : storage.keys(LogKeys.LOG)) {
      records.add(Codec.CBOR.readValue(storage.objects().get(key), LogRecord.class));
    }
    return records;
  }

  void assertSeeds() throws Exception {
    assertThat(seeded("seeded")).isEqualTo(DiskTree.expected(project));
  }

  Map<ProjectPath, TestTree.Node> seeded(String name) throws Exception {
    S3ProjectStorage fresh = storage.runner(1000, directory);
    Path root = directory.resolve(name);
    fresh.seed(fresh.open("reader").tree(), root, progress -> {});
    return DiskTree.read(root);
  }

  void assertProjected(TestTree tree) {
    Map<String, byte[]> expected = new TreeMap<>();
    tree.contents().forEach((path, bytes) -> expected.put(LogKeys.file(path), bytes));
    assertThat(storage.keys(LogKeys.FILES)).containsExactlyElementsOf(expected.keySet());
    expected.forEach((key, bytes) -> assertThat(storage.objects().get(key)).isEqualTo(bytes));
  }

  /** A file whose content travels in the record. */
  static Change inline(String path, String text) {
    return Change.file(
        path(path),
        0644,
        null,
        ContentHash.of(text.getBytes()),
        text.length(),
        new ContentRef.Inline(text.getBytes()),
        null,
        Cause.EDIT,
        Instant.EPOCH);
  }

  static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }
}
