package dev.atrium.runner.sync;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Change;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What was saved since the index was kept, appended as it happens, so that a start after a crash
 * knows what this volume and the log had in common at the end and not half a minute before.
 *
 * <p>A frame is {@code u32} length, {@code u32} CRC-32C, CBOR. Not forced: a torn end costs at most
 * an unneeded conflict copy. Bounded: beyond {@value #MAX_BYTES} bytes nothing is added until the
 * index is kept again. Thread-safe.
 */
final class BaseDelta {

  static final long MAX_BYTES = 8L << 20;

  private final Path file;

  BaseDelta(Path file) {
    this.file = file;
  }

  /**
   * Changes that S3 has.
   *
   * @param logSeq the newest record of the log behind them
   */
  record Saved(long logSeq, List<Change> changes) {}

  synchronized void append(Saved saved) throws IOException {
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      return;
    }
    Files.write(file, frame(saved), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What was appended behind a record of the log; up to the first frame that is torn. */
  synchronized List<Saved> since(long logSeq) throws IOException {
    List<Saved> found = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    while (in.remaining() > 8) {
      int length = in.getInt();
      int checksum = in.getInt();
      if (length <= 0 || length > in.remaining()) {
        break;
      }
      byte[] payload = new byte[length];
      in.get(payload);
      if (checksum(payload) != checksum) {
        break;
      }
      Saved saved = Codec.CBOR.readValue(payload, Saved.class);
      if (saved.logSeq() > logSeq) {
        found.add(saved);
      }
    }
    return found;
  }

  /** Forgets what the index that was just kept knows. */
  synchronized void dropUpTo(long logSeq) throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (Saved saved : since(logSeq)) {
      rest.writeBytes(frame(saved));
    }
    Files.write(file, rest.toByteArray());
  }

  private static byte[] frame(Saved saved) throws IOException {
    List<Change> bare = saved.changes().stream().map(change -> change.withContent(null)).toList();
    byte[] payload = Codec.CBOR.writeValueAsBytes(new Saved(saved.logSeq(), bare));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(payload.length);
    out.writeInt(checksum(payload));
    out.write(payload);
    return bytes.toByteArray();
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }
}
