package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.storage.SavedLog.ContentSource;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the log stands as this runner knows it: the fold, and what its tail has. One thread's. */
final class Tail {

  private final String writer;
  private final long epoch;
  private final Projection projection;
  private final Map<ProjectPath, TreeEntry> documents = new ConcurrentHashMap<>();
  private TreeState tree;
  private long seq;
  private long position;
  private long foreign;
  private long highestEpoch;
  private long projected;
  private int records;
  private long bytes;

  Tail(String writer, long epoch, TreeState tree, long seq, Projection projection) {
    this.writer = writer;
    this.epoch = epoch;
    this.tree = tree;
    this.seq = seq;
    this.foreign = seq;
    this.projection = projection;
    tree.entries().keySet().forEach(this::look);
  }

  void fold(RecordStore.Stored stored, Map<ContentHash, ContentSource> sources)
      throws StorageUnreachableException {
    LogRecord record = stored.record();
    if (record.seq() != seq + 1) {
      throw new StorageUnreachableException(
          "Record " + (seq + 1) + " of the log has the number " + record.seq() + ".", null);
    }
    TreeFold.fold(tree, projection, record, sources).forEach(this::look);
    seq = record.seq();
    highestEpoch = Math.max(highestEpoch, record.epoch());
    projected = Math.max(projected, record.projected());
    projection.noted(record.projected());
    RecordId id = RecordId.of(record);
    if (id.writer().equals(writer)) {
      position = Math.max(position, id.position());
    } else {
      foreign = seq;
    }
    records++;
    bytes += stored.bytes();
  }

  /** A checkpoint covers everything now; contents may have moved. */
  void checkpointed(TreeState gathered) {
    tree = gathered;
    tree.entries().keySet().forEach(this::look);
    records = 0;
    bytes = 0;
  }

  private void look(ProjectPath path) {
    TreeEntry entry = tree.get(path);
    if (entry != null && entry.document() != null) {
      documents.put(path, entry);
    } else {
      documents.remove(path);
    }
  }

  Map<ProjectPath, TreeEntry> documents() {
    return Collections.unmodifiableMap(documents);
  }

  TreeState tree() {
    return tree;
  }

  Projection projection() {
    return projection;
  }

  long seq() {
    return seq;
  }

  /** This runner's epoch. */
  long epoch() {
    return epoch;
  }

  /** The highest epoch that the tail's records have. */
  long highestEpoch() {
    return highestEpoch;
  }

  long position() {
    return position;
  }

  /** The newest record that may be another writer's. */
  long foreign() {
    return foreign;
  }

  /** The newest record after which the objects below {@code files/} are known to agree. */
  long projected() {
    return projected;
  }

  /** How many records are behind the newest checkpoint. */
  int records() {
    return records;
  }

  /** How many bytes these have. */
  long bytes() {
    return bytes;
  }
}
