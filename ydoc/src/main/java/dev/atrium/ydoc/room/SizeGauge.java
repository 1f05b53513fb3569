package dev.atrium.ydoc.room;

import dev.atrium.ydoc.Doc;

/** Knows roughly how large a document is, and measures it only when that gets near the limit. */
final class SizeGauge {

  private final Doc doc;
  private final int limit;
  private long atMost;

  SizeGauge(Doc doc, int limit) {
    this.doc = doc;
    this.limit = limit;
    atMost = measure();
  }

  /** Counts an update that has been applied. */
  void grew(int bytes) {
    atMost += bytes;
  }

  boolean hasRoomFor(int bytes) {
    if (atMost + bytes <= limit) {
      return true;
    }
    atMost = measure();
    return atMost + bytes <= limit;
  }

  private long measure() {
    return doc.encodeStateAsUpdate().length;
  }
}
