package dev.atrium.runner.storage;

import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reads a project's log as a seed plan shows it, and takes it over. Thread-safe. */
final class LogOpener {

  private static final int RECORDS_AT_ONCE = 16;

  /** An old runner can append only with signatures that it has already; these run out. */
  private static final int MAX_RACES = 1000;

  private final StorageClient client;
  private final RecordStore records;
  private final Checkpointer checkpointer;
  private final Predicate<ProjectPath> projectable;
  private final Clock clock;

  LogOpener(
      StorageClient client,
      RecordStore records,
      Checkpointer checkpointer,
      Predicate<ProjectPath> projectable,
      Clock clock) {
    this.client = client;
    this.records = records;
    this.checkpointer = checkpointer;
    this.projectable = projectable;
    this.clock = clock;
  }

  Tail open(String writer) throws StorageUnreachableException, SupersededException {
    SeedPlan plan = client.open();
    Checkpoint checkpoint = checkpoint(plan);
    Tail tail =
        new Tail(
            writer,
            plan.epoch(),
            new TreeState(checkpoint.entries()),
            checkpoint.seq(),
            new Projection(checkpoint.seq(), projectable));
    foldTail(plan, tail);
    requireCurrent(tail, Math.max(checkpoint.epoch(), tail.highestEpoch()));
    learnProjection(plan, checkpoint, tail);
    takeOver(writer, tail);
    return tail;
  }

  private Checkpoint checkpoint(SeedPlan plan)
      throws StorageUnreachableException, SupersededException {
    if (plan.checkpoint() == null) {
      return new Checkpoint(0, 0, clock.instant(), List.of(), List.of());
    }
    var request = StorageRequest.get(LogKeys.checkpoint(plan.checkpointSeq()));
    return checkpointer.read(
        new SignedRequests(client, clock, List.of(request)).with(0, plan.checkpoint()).get(0));
  }

  private void foldTail(SeedPlan plan, Tail tail)
      throws StorageUnreachableException, SupersededException {
    int count = plan.tail().size();
    var requests =
        new SignedRequests(
            client,
            clock,
            LongStream.range(0, count)
                .mapToObj(i -> StorageRequest.get(LogKeys.log(tail.seq() + 1 + i)))
                .toList());
    IntStream.range(0, count).forEach(i -> requests.with(i, plan.tail().get(i)));
    for (int from = 0; from < count; from += RECORDS_AT_ONCE) {
      for (var stored : read(requests, from, Math.min(from + RECORDS_AT_ONCE, count))) {
        tail.fold(stored, Map.of());
      }
    }
  }

  private List<RecordStore.Stored> read(SignedRequests requests, int from, int to)
      throws StorageUnreachableException, SupersededException {
    var read = new RecordStore.Stored[to - from];
    try {
      Parallel.forEach(
          IntStream.range(from, to).boxed().toList(),
          RECORDS_AT_ONCE,
          i -> read[i - from] = records.read(requests.get(i)));
    } catch (IOException impossible) {
      throw new IllegalStateException("Nothing local is read or written here.", impossible);
    }
    return List.of(read);
  }

  private static void requireCurrent(Tail tail, long highest) throws SupersededException {
    if (highest > tail.epoch()) {
      throw new SupersededException(
          "The log is at epoch " + highest + ", this runner's is " + tail.epoch() + ".");
    }
  }

  /** Works out what the objects below {@code files/} lack; see {@link Projection}. */
  private static void learnProjection(SeedPlan plan, Checkpoint checkpoint, Tail tail) {
    Projection projection = tail.projection();
    boolean newerThanCheckpoint = tail.projected() > 0 && tail.projected() >= checkpoint.seq();
    if (plan.checkpoint() == null || newerThanCheckpoint) {
      projection.agreedAfter(tail.projected());
      return;
    }
    List<ProjectPath> stale = checkpoint.unprojected();
    if (stale == null) {
      stale = new ArrayList<>();
      for (TreeEntry entry : tail.tree().entries().values()) {
        if (entry.type() == FileType.FILE) {
          stale.add(entry.path());
        }
      }
    }
    projection.stale(checkpoint.seq(), stale, tail.tree()::get);
  }

  private void takeOver(String writer, Tail tail)
      throws StorageUnreachableException, SupersededException {
    for (int races = 0; races < MAX_RACES; races++) {
      LogRecord record =
          new LogRecord(
              tail.seq() + 1,
              tail.epoch(),
              RecordId.next(writer, 0),
              clock.instant(),
              true,
              tail.projection().watermark(),
              List.of());
      RecordStore.Stored standing = records.append(record);
      tail.fold(standing, Map.of());
      if (standing.record().id().equals(record.id())) {
        return;
      }
    }
    throw new StorageUnreachableException("The old runner does not stop writing.", null);
  }
}
