package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Encoder;

/** A run of elements of one client, as updates carry it. */
public sealed interface Struct {

  /** The clock of the first element. */
  int clock();

  /** How many elements; at least 1. */
  int length();

  /** The clock after the last element. */
  default int end() {
    return clock() + length();
  }

  /** What follows the first {@code count} elements, {@code 0 < count < length()}. */
  Struct tail(int count);

  void write(Encoder encoder);

  /** Elements that are gone with their parent; only their clocks are known. */
  record Gc(int clock, int length) implements Struct {
    @Override
    public Struct tail(int count) {
      return new Gc(clock + count, length - count);
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeUint8(GC_REF);
      encoder.writeVarUint(length);
    }
  }

  /** A gap: elements that the writer of the update did not have. */
  record Skip(int clock, int length) implements Struct {
    @Override
    public Struct tail(int count) {
      return new Skip(clock + count, length - count);
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeUint8(SKIP_REF);
      encoder.writeVarUint(length);
    }
  }

  /**
   * Elements with content.
   *
   * @param origin the element that stood left of the first one when it was inserted, or null
   * @param rightOrigin the element that stood right of it, or null
   * @param root the name of the top-level type it belongs to; null when another field says the
   *     parent
   * @param parent the item whose content is the type it belongs to; null when another field says it
   * @param key the key when the parent is used as a map; null in lists, and when an origin says it
   */
  record Item(
      long client,
      int clock,
      Id origin,
      Id rightOrigin,
      String root,
      Id parent,
      String key,
      Content content)
      implements Struct {

    @Override
    public int length() {
      return content.length();
    }

    @Override
    public Item tail(int count) {
      Id before = new Id(client, clock + count - 1);
      return new Item(
          client, clock + count, before, rightOrigin, null, null, null, content.tail(count));
    }

    @Override
    public void write(Encoder encoder) {
      boolean namesParent = origin == null && rightOrigin == null;
      encoder.writeUint8(
          content.ref()
              | (origin == null ? 0 : HAS_ORIGIN)
              | (rightOrigin == null ? 0 : HAS_RIGHT_ORIGIN)
              | (key == null ? 0 : HAS_KEY));
      if (origin != null) {
        origin.write(encoder);
      }
      if (rightOrigin != null) {
        rightOrigin.write(encoder);
      }
      if (namesParent) {
        writeParent(encoder);
      }
      content.write(encoder);
    }

    private void writeParent(Encoder encoder) {
      if (root != null) {
        encoder.writeVarUint(1);
        encoder.writeVarString(root);
      } else {
        encoder.writeVarUint(0);
        parent.write(encoder);
      }
      if (key != null) {
        encoder.writeVarString(key);
      }
    }
  }

  /** Bits of a struct's first byte; the lower five say what it is. */
  int REF_MASK = 0x1f;

  int HAS_KEY = 0x20;
  int HAS_RIGHT_ORIGIN = 0x40;
  int HAS_ORIGIN = 0x80;
  int GC_REF = 0;
  int SKIP_REF = 10;
}
