package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pure decisions: where contents go, how records are split, what is read and gathered. */
class PlansTest {

  private static final int KIB = 1024;

  @Test
  void aFewSmallContentsTravelInline() {
    ContentPlan plan = plan(4, 64 * KIB);
    assertThat(plan.inline()).hasSize(4);
    assertThat(plan.packs()).isEmpty();
  }

  @Test
  void oneByteTooManyAndAllSmallContentsArePacked() {
    ContentPlan plan = plan(5, 64 * KIB);
    assertThat(plan.inline()).isEmpty();
    assertThat(plan.packs()).hasSize(1);
    assertThat(plan.blobs()).isEmpty();
  }

  @Test
  void tenThousandFilesOfFourKibibytesAreFivePacks() {
    List<List<Content>> packs = plan(10_000, 4 * KIB).packs();
    assertThat(packs).hasSize(5);
    assertThat(packs)
        .allMatch(pack -> pack.stream().mapToLong(Content::size).sum() <= LogLimits.PACK_BYTES);
    assertThat(packs.stream().mapToInt(List::size).sum()).isEqualTo(10_000);
  }

  @Test
  void repeatedAndKnownContentsAreSentOnceOrNotAtAll() {
    Content large = content(1, 65 * KIB);
    Content known = content(2, 65 * KIB);
    ContentPlan plan = ContentPlan.of(List.of(large, large, known), Set.of(known.hash())::contains);
    assertThat(plan.blobs()).containsExactly(large);
  }

  @Test
  void recordsKeepWithinTheirBounds() throws Exception {
    List<PendingChange> changes = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      ProjectPath path = ProjectPath.of("directory/".repeat(i % 40) + "file" + i);
      changes.add(new PendingChange(i + 1, change(path, i), null));
    }
    List<List<PendingChange>> records = RecordPlan.split(changes);
    assertThat(records.stream().flatMap(List::stream)).containsExactlyElementsOf(changes);
    for (List<PendingChange> record : records) {
      var encoded =
          Codec.CBOR.writeValueAsBytes(record.stream().map(PendingChange::change).toList());
      assertThat(encoded.length).isLessThan(LogLimits.RECORD_BYTES - 1000);
      assertThat(record.size()).isLessThanOrEqualTo(LogLimits.RECORD_CHANGES);
    }
  }

  @Test
  void theEstimateOfAChangeIsAnUpperBound() throws Exception {
    byte[] name = "€".repeat(80).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Change change =
        new Change(
            ProjectPath.ofBytes(name),
            FileType.FILE,
            07777,
            new byte[500],
            hash(1),
            hash(2),
            Long.MAX_VALUE,
            new ContentRef.Slice(hash(3), Long.MAX_VALUE, Long.MAX_VALUE),
            ProjectPath.ofBytes(name),
            "€".repeat(50),
            Cause.CONFLICT_COPY,
            Instant.parse("2026-01-01T00:00:00.123456789Z"));
    assertThat((long) Codec.CBOR.writeValueAsBytes(change).length)
        .isLessThanOrEqualTo(RecordPlan.estimate(change));
  }

  @Test
  void aPackIsReadInOneRequestUnlessMuchOfItIsNotWanted() {
    ContentHash pack = hash(9);
    FetchPlan plan =
        FetchPlan.of(
            List.of(
                slice("a", 1, pack, 0),
                slice("b", 2, pack, 4096),
                slice("same as b", 2, pack, 4096),
                slice("far", 3, pack, 5_000_000),
                file("blob", 4, 100, new ContentRef.Blob(hash(4))),
                file("empty", 5, 0, new ContentRef.Blob(hash(5))),
                file("inline", 6, 3, new ContentRef.Inline(new byte[3]))));
    assertThat(plan.inline()).extracting(FetchPlan.Piece::hash).containsExactly(hash(5), hash(6));
    assertThat(plan.fetches())
        .extracting(fetch -> fetch.from() + "-" + fetch.to() + " " + fetch.pieces().size())
        .containsExactly("0-8192 2", "5000000-5004096 1", "0-100 1");
  }

  @Test
  void aFineTreeIsNotGatheredAgain() {
    List<TreeEntry> tree = new ArrayList<>();
    IntStream.range(0, 10)
        .forEach(i -> tree.add(file("b" + i, i, 10, new ContentRef.Blob(hash(i)))));
    IntStream.range(0, 60)
        .forEach(
            i -> tree.add(file("i" + i, 100 + i, 4096, new ContentRef.Inline(new byte[4096]))));
    IntStream.range(0, 2000).forEach(i -> tree.add(slice("p" + i, 200 + i, hash(9), 4096L * i)));
    assertThat(Repack.choose(tree)).isEmpty();
  }

  @Test
  void manySmallObjectsAreGatheredAndFullPacksAreLeft() {
    List<TreeEntry> tree = new ArrayList<>();
    IntStream.range(0, 10)
        .forEach(i -> tree.add(file("b" + i, i, 10, new ContentRef.Blob(hash(i)))));
    IntStream.range(0, 10).forEach(i -> tree.add(slice("s" + i, 100 + i, hash(50 + i), 0)));
    IntStream.range(0, 2000).forEach(i -> tree.add(slice("p" + i, 200 + i, hash(99), 4096L * i)));
    tree.add(file("large", 5000, 1_000_000, new ContentRef.Blob(hash(5000))));
    assertThat(Repack.choose(tree))
        .hasSize(20)
        .allMatch(file -> file.path().toString().matches("[bs]\\d"));
  }

  @Test
  void pausesDoubleUpToTheirBoundAndAreJittered() {
    Retry retry = new Retry(9, Duration.ofMillis(100), Duration.ofSeconds(2), pause -> {});
    assertThat(retry.pauseAfter(1, 0)).isEqualTo(Duration.ofMillis(50));
    assertThat(retry.pauseAfter(2, 0.999)).isLessThan(Duration.ofMillis(200));
    assertThat(retry.pauseAfter(40, 0.999))
        .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2));
  }

  private static ContentPlan plan(int count, int size) {
    List<Content> contents = IntStream.range(0, count).mapToObj(i -> content(i, size)).toList();
    return ContentPlan.of(contents, hash -> false);
  }

  private static Content content(int i, long size) {
    return new Content(hash(i), size, () -> null);
  }

  private static Change change(ProjectPath path, int i) {
    return Change.file(
        path,
        0644,
        hash(i),
        hash(i + 1),
        4096,
        new ContentRef.Slice(hash(i + 2), i, 4096),
        "someone",
        Cause.DISK,
        Instant.parse("2026-01-01T00:00:00.123456789Z"));
  }

  private static TreeEntry slice(String path, int content, ContentHash pack, long offset) {
    return file(path, content, 4096, new ContentRef.Slice(pack, offset, 4096));
  }

  private static TreeEntry file(String path, int content, long size, ContentRef ref) {
    return new TreeEntry(ProjectPath.of(path), FileType.FILE, 0644, null, hash(content), size, ref);
  }

  private static ContentHash hash(int i) {
    return ContentHash.of(new byte[] {(byte) (i >> 8), (byte) i});
  }
}
