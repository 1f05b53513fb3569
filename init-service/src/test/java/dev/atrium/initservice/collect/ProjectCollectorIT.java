package dev.atrium.initservice.collect;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.initservice.MovableClock;
import dev.atrium.initservice.S3ServerFixture;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.content.ContentReader;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.ProjectLog;
import dev.atrium.initservice.store.StoredObject;
import dev.atrium.initservice.store.TestStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProjectCollectorIT {

  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Duration GRACE = Duration.ofDays(1);

  private static S3ServerFixture s3;
  private static TestStorage storage;
  private static ObjectStore store;

  private final MovableClock clock = new MovableClock();
  private final BlobKeeper keeper = new BlobKeeper(store, clock, storage);
  private final ProjectCollector collector = new ProjectCollector(store, keeper, clock, storage);
  private final String id = StorageClient.newId();
  private final String prefix = LogKeys.project(id);
  private final ProjectLog log = new ProjectLog(store, id);
  private long seq;

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
  void youngProjectsAreLeftAlone() throws IOException {
    String blob = blob("unreached");
    append(inline("a", "one"), inline("a", "two"));

    collector.collect(id);

    assertThat(keys()).contains(LogKeys.log(1), blob);
  }

  @Test
  void oldRecordsBecomeACheckpointWithTheSameTree() throws IOException {
    checkpoint(0);
    append(inline("a", "old"), inline("dir/b", "b"), inline("long", "x".repeat(5000)));
    append(inline("a", "new"), deletion("dir/b"));
    Map<String, String> before = contents();
    clock.advance(HISTORY.plusHours(1));

    collector.collect(id);

    assertThat(contents()).isEqualTo(before).containsEntry("a", "new").hasSize(2);
    assertThat(keys()).contains(LogKeys.checkpoint(2));
    assertThat(keys()).doesNotContain(LogKeys.checkpoint(0), LogKeys.log(1), LogKeys.log(2));
    assertThat(log.newest().checkpoint()).isEqualTo(2);
  }

  @Test
  void foldsALogThatNeverHadACheckpoint() throws IOException {
    for (int i = 0; i < 70; i++) {
      append(inline("file" + i % 7, "text " + i));
    }
    Map<String, String> before = contents();
    clock.advance(HISTORY.plusHours(1));

    collector.collect(id);

    assertThat(keys()).contains(LogKeys.checkpoint(70)).doesNotContain(LogKeys.log(70));
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whatWasOpenOfTheProjectionStaysOpen() throws IOException {
    checkpoint(0);
    append(inline("a", "a"), inline("b", "b"));
    clock.advance(HISTORY.plusHours(1));

    collector.collect(id);

    assertThat(log.checkpoint(1).unprojected())
        .extracting(ProjectPath::toString)
        .containsExactly("a", "b");
  }

  @Test
  void aBlobGoesOneRunAfterTheLastRecordThatReachesIt() throws IOException {
    checkpoint(0);
    String old = blob("old content");
    append(of("a", "old content"));
    String current = blob("new content");
    append(of("a", "new content"));
    clock.advance(HISTORY.plusHours(1));

    collector.collect(id);
    assertThat(keys()).contains(old, current).doesNotContain(LogKeys.log(1));

    collector.collect(id);
    assertThat(keys()).contains(current).doesNotContain(old);
    assertThat(contents()).containsEntry("a", "new content");
  }

  @Test
  void everyVersionThatHistoryKeepsKeepsItsBlob() throws IOException {
    checkpoint(0);
    String first = blob("first");
    append(of("a", "first"));
    append(inline("a", "second"));
    clock.advance(HISTORY.minusDays(1));

    collector.collect(id);
    collector.collect(id);

    assertThat(keys()).contains(first, LogKeys.log(1));
  }

  @Test
  void aPackStaysWhileOneSliceOfItIsReached() throws IOException {
    String pack = blob("firstsecond");
    ContentHash hash = hash("firstsecond");
    append(slice("a", "first", hash, 0), slice("b", "second", hash, 5));
    append(deletion("a"));
    clock.advance(HISTORY.plusHours(1));

    collector.collect(id);
    collector.collect(id);

    assertThat(keys()).contains(pack);
    assertThat(contents()).isEqualTo(Map.of("b", "second"));
  }

  @Test
  void aBlobThatNobodyNamedGoesAfterTheGrace() throws IOException {
    checkpoint(0);
    String orphan = blob("uploaded, then the runner died");

    clock.advance(GRACE.minusHours(1));
    collector.collect(id);
    assertThat(keys()).contains(orphan);

    clock.advance(Duration.ofHours(2));
    collector.collect(id);
    assertThat(keys()).doesNotContain(orphan);
  }

  @Test
  void aBlobThatARunnerIsAboutToNameIsMadeYoungAgain() {
    String orphan = blob("to be named again");
    Instant written = store.lastModified(prefix + orphan).orElseThrow();
    clock.advance(GRACE.plusHours(1));
    // The store stamps in whole seconds by the real time.
    await().until(() -> Instant.now().isAfter(written.plusSeconds(1)));

    keeper.keep(prefix, hash("to be named again"));

    assertThat(store.lastModified(prefix + orphan).orElseThrow()).isAfter(written);
    assertThat(store.find(prefix + orphan))
        .hasValueSatisfying(bytes -> assertThat(new String(bytes)).isEqualTo("to be named again"));
  }

  @Test
  void aBlobThatBecameYoungAfterItWasListedStays() {
    String orphan = blob("young");

    assertThat(keeper.deleteIfOld(prefix + orphan)).isFalse();
    clock.advance(GRACE.plusHours(1));
    assertThat(keeper.deleteIfOld(prefix + orphan)).isTrue();
    assertThat(keeper.deleteIfOld(prefix + orphan)).isFalse();
  }

  @Test
  void keepingWhatIsNotThereIsNoError() {
    keeper.keep(prefix, hash("nothing"));

    assertThat(keys()).isEmpty();
  }

  @Test
  void aLogWithAGapLosesNothing() throws IOException {
    checkpoint(0);
    append(inline("a", "1"));
    seq++;
    append(inline("a", "3"));
    String orphan = blob("maybe the lost record named it");
    clock.advance(HISTORY.plusHours(1));
    List<String> before = keys();

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> collector.collect(id));

    assertThat(keys()).containsAll(before.stream().filter(key -> !key.equals(orphan)).toList());
  }

  @Test
  void aCheckpointThatCannotBeReadLosesNothing() throws IOException {
    append(inline("a", "1"));
    store.create(prefix + LogKeys.checkpoint(1), "damaged".getBytes(StandardCharsets.UTF_8));
    clock.advance(HISTORY.plusHours(1));
    List<String> before = keys();

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> collector.collect(id));

    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void onlyTheNewestEpochIsRemembered() {
    for (long epoch : new long[] {3, 20, 100}) {
      store.create(prefix + LogKeys.epoch(epoch), new byte[0]);
    }

    collector.collect(id);

    assertThat(keys()).containsExactly(LogKeys.epoch(100));
  }

  private void checkpoint(long at) throws IOException {
    store.create(
        prefix + LogKeys.checkpoint(at),
        Codec.CBOR.writeValueAsBytes(new Checkpoint(at, 1, clock.instant(), List.of(), List.of())));
  }

  private void append(Change... changes) throws IOException {
    seq++;
    var record = new LogRecord(seq, 1, "id" + seq, clock.instant(), false, List.of(changes));
    store.create(prefix + LogKeys.log(seq), Codec.CBOR.writeValueAsBytes(record));
  }

  private String blob(String text) {
    String key = LogKeys.blob(hash(text));
    store.create(prefix + key, text.getBytes(StandardCharsets.UTF_8));
    return key;
  }

  private Change inline(String path, String text) {
    return change(path, text, new ContentRef.Inline(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Change of(String path, String text) {
    return change(path, text, new ContentRef.Blob(hash(text)));
  }

  private Change slice(String path, String text, ContentHash pack, long offset) {
    return change(path, text, new ContentRef.Slice(pack, offset, text.length()));
  }

  private Change change(String path, String text, ContentRef content) {
    return Change.file(
        ProjectPath.of(path),
        0644,
        null,
        hash(text),
        text.length(),
        content,
        null,
        Cause.EDIT,
        clock.instant());
  }

  private Change deletion(String path) {
    return Change.delete(ProjectPath.of(path), null, null, Cause.EDIT, clock.instant());
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    ContentReader reader = new ContentReader(store, prefix);
    for (TreeEntry entry : log.tree().entries().values()) {
      try (var in = reader.open(entry.content())) {
        contents.put(entry.path().toString(), new String(in.readAllBytes()));
      }
    }
    return contents;
  }

  private List<String> keys() {
    return store.list(prefix).stream()
        .map(StoredObject::key)
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  private static ContentHash hash(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
