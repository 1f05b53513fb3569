package dev.atrium.initservice.store;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.util.List;

/** Reads one project's checkpoints and records. Thread-safe. */
public final class ProjectLog {

  private final ObjectStore store;
  private final String prefix;

  public ProjectLog(ObjectStore store, String id) {
    this.store = store;
    this.prefix = LogKeys.project(id);
  }

  /** The checkpoints' objects, oldest first. */
  public List<StoredObject> checkpoints() {
    return store.list(prefix + LogKeys.CHECKPOINTS);
  }

  /** The records' objects behind a sequence number, in order. */
  public List<StoredObject> recordsAfter(long seq) {
    return store.listAfter(prefix + LogKeys.LOG, prefix + LogKeys.log(seq));
  }

  /** Which objects make up the newest tree: two listings. */
  public Newest newest() {
    Newest newest = listNewest();
    // A collection between the two listings may have taken records that its checkpoint covers.
    return newest.isWhole() ? newest : listNewest();
  }

  /** The newest tree. */
  public TreeState tree() {
    Newest newest = newest();
    newest.requireWhole();
    TreeState tree =
        newest.checkpoint() < 0
            ? new TreeState()
            : new TreeState(checkpoint(newest.checkpoint()).entries());
    Parallel.map(newest.records(), this::record).forEach(tree::apply);
    return tree;
  }

  public Checkpoint checkpoint(long seq) {
    Checkpoint checkpoint = read(LogKeys.checkpoint(seq), Checkpoint.class);
    if (checkpoint.seq() != seq) {
      throw ProblemType.INTERNAL.thrown("Checkpoint " + seq + " says that it is another one.");
    }
    return checkpoint;
  }

  public LogRecord record(long seq) {
    LogRecord record = read(LogKeys.log(seq), LogRecord.class);
    if (record.seq() != seq) {
      throw ProblemType.INTERNAL.thrown("Record " + seq + " says that it is another one.");
    }
    return record;
  }

  private Newest listNewest() {
    List<StoredObject> checkpoints = checkpoints();
    long checkpoint = checkpoints.isEmpty() ? -1 : LogKeys.numberOf(checkpoints.getLast().key());
    List<Long> records =
        recordsAfter(Math.max(checkpoint, 0)).stream()
            .map(object -> LogKeys.numberOf(object.key()))
            .toList();
    return new Newest(checkpoint, records);
  }

  private <T> T read(String key, Class<T> type) {
    byte[] bytes =
        store
            .find(prefix + key)
            .orElseThrow(() -> ProblemType.INTERNAL.thrown("The project has lost " + key + "."));
    try {
      return Codec.CBOR.readValue(bytes, type);
    } catch (IOException broken) {
      throw ProblemType.INTERNAL.thrown("The project's " + key + " cannot be read.", broken);
    }
  }

  /**
   * The newest checkpoint and the records behind it.
   *
   * @param checkpoint its sequence number, or -1 if there is none
   * @param records the sequence numbers behind it, ascending
   */
  public record Newest(long checkpoint, List<Long> records) {

    /** Whether no record is missing. */
    boolean isWhole() {
      long before = Math.max(checkpoint, 0);
      for (long seq : records) {
        if (seq != ++before) {
          return false;
        }
      }
      return true;
    }

    /**
     * @throws dev.atrium.api.problem.ProblemException {@code internal} if a record is missing,
     *     because a tree without it would be wrong
     */
    public void requireWhole() {
      if (!isWhole()) {
        throw ProblemType.INTERNAL.thrown(
            "The project's log has a gap behind " + checkpoint + "; it is not opened like this.");
      }
    }
  }
}
