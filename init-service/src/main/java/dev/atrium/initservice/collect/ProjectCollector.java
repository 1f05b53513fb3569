package dev.atrium.initservice.collect;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.content.Packer;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.Parallel;
import dev.atrium.initservice.store.ProjectLog;
import dev.atrium.initservice.store.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Collects one project's garbage: records older than the history that is kept become a checkpoint,
 * and old blobs that nothing reaches go.
 *
 * <p>Every checkpoint and record that is there at the start counts as reaching its blobs, also
 * those that this run lets go; what only they reached goes in the next run. A blob that a runner
 * may be about to name is young, see {@link BlobKeeper}. Anything that cannot be read ends the run
 * before something is deleted.
 */
@ApplicationScoped
class ProjectCollector {

  private static final int RECORDS_AT_ONCE = 32;

  private final ObjectStore store;
  private final BlobKeeper blobs;
  private final Clock clock;
  private final Duration history;

  ProjectCollector(ObjectStore store, BlobKeeper blobs, Clock clock, StorageConfig config) {
    this.store = store;
    this.blobs = blobs;
    this.clock = clock;
    this.history = config.history();
  }

  /** Collects one project's garbage. */
  Collected collect(String id) {
    String prefix = LogKeys.project(id);
    ProjectLog log = new ProjectLog(store, id);
    List<StoredObject> candidates =
        store.list(prefix + LogKeys.BLOBS).stream()
            .filter(blob -> blob.lastModified().isBefore(blobs.oldest()))
            .toList();
    List<StoredObject> checkpoints = log.checkpoints();
    List<StoredObject> records = log.recordsAfter(0);
    Horizon horizon = Horizon.of(checkpoints, records, clock.instant().minus(history));

    int deletedBlobs = sweep(unreached(log, candidates, checkpoints, records));
    if (horizon.hasRecordsToFold()) {
      fold(log, prefix, horizon);
    }
    letGoEpochs(prefix);
    return new Collected(deletedBlobs, letGo(log, checkpoints, records, horizon));
  }

  private Set<String> unreached(
      ProjectLog log,
      List<StoredObject> candidates,
      List<StoredObject> checkpoints,
      List<StoredObject> records) {
    Map<ContentHash, String> left = new HashMap<>();
    candidates.forEach(blob -> left.put(hashOf(blob), blob.key()));
    for (StoredObject checkpoint : checkpoints) {
      if (!left.isEmpty()) {
        reach(
            left,
            log.checkpoint(LogKeys.numberOf(checkpoint.key())).entries().stream()
                .flatMap(entry -> contents(entry.content(), entry.document())));
      }
    }
    // Usually the checkpoints reach everything, and the records need not be read.
    for (int from = 0; from < records.size() && !left.isEmpty(); from += RECORDS_AT_ONCE) {
      List<StoredObject> some =
          records.subList(from, Math.min(from + RECORDS_AT_ONCE, records.size()));
      read(log, some.stream().mapToLong(record -> LogKeys.numberOf(record.key())))
          .forEach(
              record ->
                  reach(
                      left,
                      record.changes().stream()
                          .flatMap(change -> contents(change.content(), change.document()))));
    }
    return new HashSet<>(left.values());
  }

  private static Stream<ContentRef> contents(ContentRef file, DocumentState document) {
    return Stream.of(file, document == null ? null : document.state());
  }

  private static void reach(Map<ContentHash, String> left, Stream<ContentRef> contents) {
    contents.map(ProjectCollector::blobOf).filter(Objects::nonNull).forEach(left::remove);
  }

  private static ContentHash blobOf(ContentRef content) {
    return switch (content) {
      case ContentRef.Blob blob -> blob.blob();
      case ContentRef.Slice slice -> slice.blob();
      case null, default -> null;
    };
  }

  private int sweep(Set<String> keys) {
    int deleted = 0;
    for (String key : keys) {
      if (blobs.deleteIfOld(key)) {
        deleted++;
      }
    }
    return deleted;
  }

  private void fold(ProjectLog log, String prefix, Horizon horizon) {
    LogFold fold = new LogFold(horizon.base() < 0 ? null : log.checkpoint(horizon.base()));
    long next = Math.max(horizon.base(), 0) + 1;
    while (next <= horizon.fold()) {
      long end = Math.min(next + RECORDS_AT_ONCE - 1, horizon.fold());
      read(log, LongStream.rangeClosed(next, end)).forEach(fold::add);
      next = end + 1;
    }
    Checkpoint folded = withoutInlined(prefix, fold.checkpoint(clock.instant()));
    // If a runner wrote one of that number meanwhile, its is as good.
    store.create(prefix + LogKeys.checkpoint(horizon.fold()), encode(folded));
  }

  /** What travelled inside records moves into packs, so that checkpoints stay small. */
  private Checkpoint withoutInlined(String prefix, Checkpoint checkpoint) {
    Packer packer = new Packer(store, prefix);
    Map<ProjectPath, ContentRef> packed = new HashMap<>();
    for (TreeEntry entry : checkpoint.entries()) {
      if (entry.content() instanceof ContentRef.Inline inline) {
        packer.add(inline.bytes(), place -> packed.put(entry.path(), place));
      }
    }
    packer.close();
    return LogFold.withContents(checkpoint, packed);
  }

  private int letGo(
      ProjectLog log, List<StoredObject> checkpoints, List<StoredObject> records, Horizon horizon) {
    List<String> keys =
        Stream.concat(
                records.stream().filter(horizon::covers),
                checkpoints.stream().filter(horizon::outdates))
            .map(StoredObject::key)
            .toList();
    if (!keys.isEmpty()) {
      // Nothing goes before the checkpoint that covers it was read back.
      log.checkpoint(horizon.fold());
      store.delete(keys);
    }
    return keys.size();
  }

  private void letGoEpochs(String prefix) {
    List<StoredObject> epochs = store.list(prefix + LogKeys.EPOCHS);
    if (epochs.size() > 1) {
      store.delete(epochs.subList(0, epochs.size() - 1).stream().map(StoredObject::key).toList());
    }
  }

  private static List<LogRecord> read(ProjectLog log, LongStream seqs) {
    return Parallel.map(seqs.boxed().toList(), log::record);
  }

  private static ContentHash hashOf(StoredObject blob) {
    return new ContentHash(blob.key().substring(blob.key().lastIndexOf('/') + 1));
  }

  private static byte[] encode(Checkpoint checkpoint) {
    try {
      byte[] bytes = Codec.CBOR.writeValueAsBytes(checkpoint);
      if (bytes.length <= LogLimits.CHECKPOINT_BYTES) {
        return bytes;
      }
    } catch (IOException impossible) {
      throw ProblemType.INTERNAL.thrown("A checkpoint cannot be written.", impossible);
    }
    throw ProblemType.TOO_LARGE.thrown("The project has too many files for a checkpoint.");
  }

  /**
   * @param blobs how many were deleted
   * @param logObjects how many records and checkpoints went
   */
  record Collected(int blobs, int logObjects) {}
}
