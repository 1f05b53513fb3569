package dev.atrium.ydoc.room;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.update.Update;

/** Knows roughly how large a document is, and measures it only when that gets near a limit. */
final class SizeGauge {

  /** A struct takes at least two bytes, and may divide two others that are there already. */
  private static final int PARTS_PER_TWO_BYTES = 3;

  private final Doc doc;
  private final RoomLimits limits;
  private long bytesAtMost;
  private long partsAtMost;

  SizeGauge(Doc doc, RoomLimits limits) {
    this.doc = doc;
    this.limits = limits;
    measure();
  }

  /** Counts an update that has been applied. */
  void grew(int bytes) {
    bytesAtMost += bytes;
    partsAtMost += (bytes / 2L) * PARTS_PER_TWO_BYTES;
  }

  /** Whether an update may be applied; {@code bytes} is its length. */
  boolean hasRoomFor(Update update, int bytes) {
    int parts = update.partCount();
    if (fits(bytes, parts)) {
      return true;
    }
    measure();
    return fits(bytes, parts);
  }

  private boolean fits(int bytes, int parts) {
    return bytesAtMost + bytes <= limits.documentBytes()
        && partsAtMost + parts <= limits.documentParts();
  }

  private void measure() {
    bytesAtMost = doc.encodeStateAsUpdate().length;
    partsAtMost = doc.partCount();
  }
}
