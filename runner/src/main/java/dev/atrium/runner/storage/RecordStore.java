package dev.atrium.runner.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.storage.StorageRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Reads and creates the log's records. Thread-safe. */
final class RecordStore {

  /** A record and how many bytes it has in S3. */
  record Stored(LogRecord record, int bytes) {}

  private final ObjectStore store;
  private final StorageClient client;
  private final Clock clock;

  RecordStore(ObjectStore store, StorageClient client, Clock clock) {
    this.store = store;
    this.client = client;
    this.clock = clock;
  }

  /**
   * Creates a record, or finds out who was quicker.
   *
   * @return what stands at its number now and is to be folded: the record itself, or another one
   *     after which the caller goes on at the next number
   * @throws SupersededException if the log belongs to somebody else, see {@link Contest}
   */
  Stored append(LogRecord record) throws StorageUnreachableException, SupersededException {
    byte[] bytes = encode(record);
    var request =
        StorageRequest.create(LogKeys.log(record.seq()), bytes.length, ContentHash.of(bytes));
    try {
      if (store.put(sign(request), Body.of(bytes)) == ObjectStore.Put.STORED) {
        return new Stored(record, bytes.length);
      }
    } catch (ContentChangedException impossible) {
      throw new IllegalStateException("Bytes in memory do not change.", impossible);
    }
    Stored standing = read(sign(StorageRequest.get(LogKeys.log(record.seq()))));
    if (Contest.judge(record, standing.record()) == Contest.SUPERSEDED) {
      throw new SupersededException(
          "Record "
              + record.seq()
              + " of the log was written by another runner (epoch "
              + standing.record().epoch()
              + ").");
    }
    return standing;
  }

  Stored read(Signature signature) throws StorageUnreachableException, SupersededException {
    byte[] bytes = store.get(signature, LogLimits.RECORD_BYTES);
    try {
      return new Stored(Codec.CBOR.readValue(bytes, LogRecord.class), bytes.length);
    } catch (IOException malformed) {
      throw new StorageUnreachableException("A record of the log cannot be read.", malformed);
    }
  }

  private Signature sign(StorageRequest request) {
    return new SignedRequests(client, clock, List.of(request)).get(0);
  }

  private static byte[] encode(LogRecord record) {
    try {
      return Codec.CBOR.writeValueAsBytes(record);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A record is plain data.", impossible);
    }
  }
}
