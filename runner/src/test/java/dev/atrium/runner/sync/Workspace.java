package dev.atrium.runner.sync;

import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.journal.DiskJournalDirectory;
import dev.atrium.runner.journal.JournalDirectory;
import dev.atrium.runner.journal.JournalLimits;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.ProjectStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One volume with the engine on it, real but for S3. */
public final class Workspace implements AutoCloseable {

  final FaultyStorage s3;
  final Path directory;
  public final Path root;
  final List<ServerFrame> frames = new CopyOnWriteArrayList<>();

  /** In place of {@link #s3}, if it is not null. */
  ProjectStorage storage;

  Path bootId;
  long quotaBytes = 1L << 30;
  public JournalDirectory journal;
  public Clock clock = Clock.systemUTC();

  /** Is told of the engine's documents before it starts. */
  public Consumer<DocumentLog> beforeStart = documents -> {};

  /** Is run before forcing directories of the tree; what stands then is forced. */
  Runnable onTreeForce = () -> {};

  SyncEngine engine;
  public ProjectTree tree;

  public Workspace(FaultyStorage s3, Path directory) throws IOException {
    this.s3 = s3;
    this.directory = directory;
    this.root = directory.resolve("project");
    Files.createDirectories(directory);
    bootId = directory.resolve("boot_id");
    reboot();
    this.journal = new DiskJournalDirectory(directory.resolve("state/journal"));
  }

  public Workspace start(long epoch) throws IOException {
    return start(epoch, Duration.ofMillis(300), Duration.ofSeconds(30));
  }

  Workspace start(long epoch, Duration patience, Duration rescan) throws IOException {
    Path state = directory.resolve("state");
    tree = new ProjectTree(root, state.resolve("staging"));
    engine =
        new SyncEngine(
            new SyncSettings(
                "testproject",
                state,
                List.of("node_modules", "target"),
                quotaBytes,
                patience,
                rescan,
                bootId,
                new JournalLimits(64 * 1024, 16 << 20, 8 << 20)),
            tree,
            new TreeForce(this::force, this::forceStaging),
            storage == null ? s3.runner(epoch, directory) : storage,
            journal,
            clock,
            new Random(epoch),
            nanos -> {});
    frames.clear();
    engine.subscribe(frames::add);
    beforeStart.accept(engine.documents());
    engine.start();
    return this;
  }

  long write(String path, String content, ContentHash base) {
    return engine.commit(List.of(file(path, content, base)));
  }

  static Change file(String path, String content, ContentHash base) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return Change.file(
        ProjectPath.of(path),
        0644,
        base,
        ContentHash.of(bytes),
        bytes.length,
        new ContentRef.Inline(bytes),
        "ada",
        Cause.EDIT,
        Clock.systemUTC().instant());
  }

  static ContentHash hash(String content) {
    return ContentHash.of(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes past the engine, as a shell does. */
  public void shell(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  public String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  /** What a newcomer would find in S3. */
  public TreeState savedTree() throws Exception {
    return s3.runner(Long.MAX_VALUE, Files.createTempDirectory(directory, "reader"))
        .open("reader")
        .tree();
  }

  /** The files in S3 with their hashes, by path. */
  static Map<String, String> files(TreeState tree) {
    Map<String, String> files = new TreeMap<>();
    for (TreeEntry entry : tree.entries().values()) {
      files.put(entry.path().toString(), entry.hash() == null ? "" : entry.hash().hex());
    }
    return files;
  }

  /** Waits until everything acknowledged or on disk is in S3. */
  void awaitSaved(long seq) {
    await().until(() -> engine.saved().saved() >= seq);
  }

  public FlushOutcome flush() {
    return engine.flush(PATIENCE);
  }

  /** What a machine that lost power is afterwards: another boot. */
  public void reboot() throws IOException {
    Files.writeString(directory.resolve("boot_id"), UUID.randomUUID().toString());
  }

  public ProjectChanges changes() {
    return engine;
  }

  private void force(ProjectPath path) throws IOException {
    onTreeForce.run();
    tree.force(path);
  }

  private void forceStaging() throws IOException {
    onTreeForce.run();
    tree.forceStaging();
  }

  /** Ends the engine as a killed process does: nothing is flushed. */
  public void kill() {
    engine.close();
  }

  @Override
  public void close() {
    engine.close();
  }
}
