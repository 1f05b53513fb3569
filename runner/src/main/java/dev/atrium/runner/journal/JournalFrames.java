package dev.atrium.runner.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.json.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The format of a segment: a header ({@code u32} magic, {@code u32} version), then frames of {@code
 * u32} payload length, {@code u32} CRC-32C of everything else in the frame, {@code u8} type and a
 * CBOR payload, all big-endian. Zeros follow the last frame.
 */
final class JournalFrames {

  static final int SEGMENT_HEADER_BYTES = 8;
  static final int FRAME_HEADER_BYTES = 9;

  private static final int MAGIC = 0x4154524A;
  private static final int VERSION = 1;

  private static final int BATCH = 1;
  private static final int APPLIED = 2;
  private static final int SAVED = 3;
  private static final int WITHDRAWN = 4;
  private static final int FORCED = 5;
  private static final int DOCUMENT_UPDATE = 6;

  private JournalFrames() {}

  static ByteBuffer segmentHeader() {
    return ByteBuffer.allocate(SEGMENT_HEADER_BYTES).putInt(MAGIC).putInt(VERSION).flip();
  }

  static byte[] encode(JournalEntry entry) {
    int type =
        switch (entry) {
          case JournalEntry.Batch batch -> BATCH;
          case JournalEntry.Applied applied -> APPLIED;
          case JournalEntry.Saved saved -> SAVED;
          case JournalEntry.Withdrawn withdrawn -> WITHDRAWN;
          case JournalEntry.Forced forced -> FORCED;
          case JournalEntry.DocumentUpdate update -> DOCUMENT_UPDATE;
          case JournalEntry.Unknown unknown ->
              throw new IllegalArgumentException("What is not understood is not written.");
        };
    byte[] payload;
    try {
      payload = Codec.CBOR.writeValueAsBytes(entry);
    } catch (IOException impossible) {
      throw new UncheckedIOException("A journal entry cannot be encoded.", impossible);
    }
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES + payload.length);
    frame.putInt(payload.length).putInt(0).put((byte) type).put(payload);
    return frame.putInt(4, checksum(frame.array(), 0, payload.length)).array();
  }

  /**
   * What a segment's bytes hold.
   *
   * @param entries up to the first frame that is not whole
   * @param end where the last whole frame ends
   * @param damaged true if something other than zeros follows {@code end}
   */
  record Segment(List<JournalEntry> entries, int end, boolean damaged) {}

  static Segment decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < SEGMENT_HEADER_BYTES || in.getInt() != MAGIC || in.getInt() != VERSION) {
      return new Segment(List.of(), 0, !isZero(bytes, 0));
    }
    List<JournalEntry> entries = new ArrayList<>();
    int position = SEGMENT_HEADER_BYTES;
    while (isWhole(bytes, in, position)) {
      int length = in.getInt(position);
      entries.add(decodePayload(bytes, position, length));
      position += FRAME_HEADER_BYTES + length;
    }
    return new Segment(entries, position, !isZero(bytes, position));
  }

  private static boolean isWhole(byte[] bytes, ByteBuffer in, int position) {
    if (bytes.length - position < FRAME_HEADER_BYTES) {
      return false;
    }
    int length = in.getInt(position);
    return length > 0
        && length <= bytes.length - position - FRAME_HEADER_BYTES
        && in.getInt(position + 4) == checksum(bytes, position, length);
  }

  private static JournalEntry decodePayload(byte[] bytes, int position, int length) {
    int type = bytes[position + 8];
    int start = position + FRAME_HEADER_BYTES;
    try {
      return switch (type) {
        case BATCH -> Codec.CBOR.readValue(bytes, start, length, JournalEntry.Batch.class);
        case APPLIED -> Codec.CBOR.readValue(bytes, start, length, JournalEntry.Applied.class);
        case SAVED -> Codec.CBOR.readValue(bytes, start, length, JournalEntry.Saved.class);
        case WITHDRAWN -> Codec.CBOR.readValue(bytes, start, length, JournalEntry.Withdrawn.class);
        case FORCED -> Codec.CBOR.readValue(bytes, start, length, JournalEntry.Forced.class);
        case DOCUMENT_UPDATE ->
            Codec.CBOR.readValue(bytes, start, length, JournalEntry.DocumentUpdate.class);
        default ->
            new JournalEntry.Unknown(
                type, Codec.CBOR.readValue(bytes, start, length, JsonNode.class));
      };
    } catch (IOException foreign) {
      throw new UncheckedIOException(
          "A journal frame is whole but cannot be read; a newer version may have written it.",
          foreign);
    }
  }

  private static int checksum(byte[] frame, int position, int length) {
    CRC32C crc = new CRC32C();
    crc.update(frame, position, 4);
    crc.update(frame, position + 8, 1 + length);
    return (int) crc.getValue();
  }

  private static boolean isZero(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
