package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The log of a project that was opened; see {@link LogOpener}. */
final class S3SavedLog implements SavedLog {

  private static final int CHECKPOINT_RECORDS = 256;
  private static final long CHECKPOINT_TAIL_BYTES = 16L * 1024 * 1024;

  private final String writer;
  private final RecordStore records;
  private final ContentUpload uploads;
  private final Checkpointer checkpointer;
  private final Projector projector;
  private final Clock clock;
  private final Tail tail;

  S3SavedLog(
      String writer,
      Tail tail,
      RecordStore records,
      ContentUpload uploads,
      Checkpointer checkpointer,
      Projector projector,
      Clock clock) {
    this.writer = writer;
    this.tail = tail;
    this.records = records;
    this.uploads = uploads;
    this.checkpointer = checkpointer;
    this.projector = projector;
    this.clock = clock;
  }

  @Override
  public TreeState tree() {
    return tail.tree();
  }

  @Override
  public Map<ProjectPath, TreeEntry> documents() {
    return tail.documents();
  }

  @Override
  public long seq() {
    return tail.seq();
  }

  @Override
  public long epoch() {
    return tail.epoch();
  }

  @Override
  public long position() {
    return tail.position();
  }

  @Override
  public long foreign() {
    return tail.foreign();
  }

  @Override
  public List<PendingChange> append(List<PendingChange> changes)
      throws StorageUnreachableException, SupersededException {
    List<PendingChange> wanted = notLanded(changes);
    List<PendingChange> placed = place(wanted);
    for (List<PendingChange> part : RecordPlan.split(placed)) {
      write(part);
    }
    return without(wanted, placed);
  }

  @Override
  public void project() throws StorageUnreachableException, SupersededException {
    projector.run(tail.projection());
  }

  @Override
  public boolean owesNote() {
    return tail.projection().owesNote();
  }

  @Override
  public void note() throws StorageUnreachableException, SupersededException {
    tail.fold(records.append(record(List.of())), Map.of());
  }

  @Override
  public void checkpoint(boolean force) throws StorageUnreachableException, SupersededException {
    boolean due =
        tail.records() >= CHECKPOINT_RECORDS || tail.bytes() > CHECKPOINT_TAIL_BYTES || force;
    if (due && tail.records() > 0) {
      tail.checkpointed(
          checkpointer.write(
              tail.seq(), tail.epoch(), tail.tree(), tail.projection().unprojected()));
    }
  }

  /** Puts the contents into S3 or into the changes; what cannot be placed is missing. */
  private List<PendingChange> place(List<PendingChange> changes)
      throws StorageUnreachableException, SupersededException {
    List<Content> contents =
        changes.stream()
            .flatMap(change -> Stream.of(Content.of(change), Content.ofDocument(change)))
            .filter(Objects::nonNull)
            .toList();
    Map<ContentHash, ContentRef> known = new HashMap<>();
    if (contents.stream().mapToLong(Content::size).sum() > ContentPlan.INLINE_TOTAL_BYTES) {
      known.putAll(TreeFold.stored(tail.tree()));
    }
    Map<ContentHash, ContentRef> stored =
        uploads.store(ContentPlan.of(contents, known::containsKey));
    List<PendingChange> placed = new ArrayList<>();
    for (PendingChange pending : changes) {
      Change change = pending.change();
      Content content = Content.of(pending);
      if (content != null) {
        ContentRef ref = stored.getOrDefault(content.hash(), known.get(content.hash()));
        if (ref == null) {
          continue;
        }
        change = change.withContent(ref);
      }
      Content document = Content.ofDocument(pending);
      if (document != null) {
        ContentRef ref = stored.getOrDefault(document.hash(), known.get(document.hash()));
        change = change.withDocument(change.document().withState(ref));
      }
      placed.add(new PendingChange(pending.position(), change, pending.content()));
    }
    return TreeFold.foldable(tail.tree(), placed);
  }

  private void write(List<PendingChange> part)
      throws StorageUnreachableException, SupersededException {
    Map<ContentHash, ContentSource> sources = new HashMap<>();
    for (PendingChange pending : part) {
      if (pending.content() != null) {
        sources.put(pending.change().hash(), pending.content());
      }
    }
    for (List<PendingChange> left = part; !left.isEmpty(); ) {
      LogRecord record = record(left);
      RecordStore.Stored standing = records.append(record);
      tail.fold(standing, sources);
      left = standing.record().id().equals(record.id()) ? List.of() : notLanded(left);
    }
  }

  private LogRecord record(List<PendingChange> part) {
    long last = part.stream().mapToLong(PendingChange::position).max().orElse(0);
    return new LogRecord(
        tail.seq() + 1,
        tail.epoch(),
        RecordId.next(writer, last),
        clock.instant(),
        false,
        tail.projection().watermark(),
        part.stream().map(PendingChange::change).toList());
  }

  private List<PendingChange> notLanded(List<PendingChange> changes) {
    return changes.stream()
        .filter(change -> change.position() == 0 || change.position() > tail.position())
        .toList();
  }

  /** The changes that were not placed; positions tell them apart, or else identity. */
  private static List<PendingChange> without(
      List<PendingChange> wanted, List<PendingChange> placed) {
    Set<PlacedKey> done = new HashSet<>();
    placed.forEach(pending -> done.add(PlacedKey.of(pending)));
    return wanted.stream().filter(pending -> !done.contains(PlacedKey.of(pending))).toList();
  }

  private record PlacedKey(long position, Object path, Object hash, Object at) {
    static PlacedKey of(PendingChange pending) {
      Change change = pending.change();
      return new PlacedKey(pending.position(), change.path(), change.hash(), change.at());
    }
  }
}
