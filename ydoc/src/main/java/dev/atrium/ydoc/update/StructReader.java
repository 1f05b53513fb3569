package dev.atrium.ydoc.update;

import static dev.atrium.ydoc.update.Struct.GC_REF;
import static dev.atrium.ydoc.update.Struct.HAS_KEY;
import static dev.atrium.ydoc.update.Struct.HAS_ORIGIN;
import static dev.atrium.ydoc.update.Struct.HAS_RIGHT_ORIGIN;
import static dev.atrium.ydoc.update.Struct.REF_MASK;
import static dev.atrium.ydoc.update.Struct.SKIP_REF;

import dev.atrium.ydoc.encoding.Decoder;

/** Reads structs; nothing that it returns can make a document fail when it is integrated. */
final class StructReader {

  private final Decoder decoder;
  private final long client;

  StructReader(Decoder decoder, long client) {
    this.decoder = decoder;
    this.client = client;
  }

  /** A length of at least 1. */
  static int readLength(Decoder decoder) {
    int length = decoder.readVarUint(Id.MAX_CLOCK, "length");
    if (length == 0) {
      throw decoder.refused("a struct without a length");
    }
    return length;
  }

  /**
   * The next struct, which begins at {@code clock}; null for a gap of no length, which Yjs writes.
   */
  Struct read(int clock) {
    int info = decoder.readUint8();
    Struct struct =
        switch (info) {
          case GC_REF -> new Struct.Gc(clock, readLength(decoder));
          case SKIP_REF -> readSkip(clock);
          default -> readItem(clock, info);
        };
    if (struct != null && struct.length() > Id.MAX_CLOCK - clock) {
      throw decoder.refused("a clock beyond " + Id.MAX_CLOCK);
    }
    return struct;
  }

  private Struct readSkip(int clock) {
    int length = decoder.readVarUint(Id.MAX_CLOCK, "length");
    return length == 0 ? null : new Struct.Skip(clock, length);
  }

  private Struct readItem(int clock, int info) {
    Id origin = (info & HAS_ORIGIN) != 0 ? readEarlier(clock) : null;
    Id rightOrigin = (info & HAS_RIGHT_ORIGIN) != 0 ? readEarlier(clock) : null;
    String root = null;
    Id parent = null;
    String key = null;
    if (origin == null && rightOrigin == null) {
      if (decoder.readVarUint() == 1) {
        root = decoder.readVarString();
      } else {
        parent = readEarlier(clock);
      }
      key = (info & HAS_KEY) != 0 ? decoder.readVarString() : null;
    }
    Content content = ContentReader.read(decoder, info & REF_MASK);
    return new Struct.Item(client, clock, origin, rightOrigin, root, parent, key, content);
  }

  /** An id that the item builds on; of the same client it can only be an earlier one. */
  private Id readEarlier(int clock) {
    Id id = Id.read(decoder);
    if (id.client() == client && id.clock() >= clock) {
      throw decoder.refused("an item that builds on a later one");
    }
    return id;
  }
}
