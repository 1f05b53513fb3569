package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Encoder;
import dev.atrium.ydoc.encoding.Utf16;
import java.util.Arrays;

/**
 * What an item holds. Values are kept as they came (texts of JSON, bytes of "any"), already
 * checked, so that they leave as they came. Arrays inside must not be changed.
 *
 * @see <a href="https://github.com/yjs/yjs/tree/main/src/structs">Content*.js in Yjs</a>
 */
public sealed interface Content {

  /** The number of this kind of content on the wire. */
  int ref();

  /** How many clocks the content takes; at least 1. */
  default int length() {
    return 1;
  }

  /** How many objects it is made of; at least 1. */
  default int partCount() {
    return 1;
  }

  /** Whether it counts for positions and for the length of its parent. */
  default boolean isCountable() {
    return true;
  }

  /** The first {@code count} elements, {@code 0 < count < length()}. */
  default Content head(int count) {
    throw new IllegalStateException("content of one element is not divided");
  }

  /** What follows the first {@code count} elements, {@code 0 < count < length()}. */
  default Content tail(int count) {
    throw new IllegalStateException("content of one element is not divided");
  }

  /** This and {@code right} as one, or null when they do not or should not become one. */
  default Content join(Content right) {
    return null;
  }

  void write(Encoder encoder);

  /** So many elements that were there once. */
  record Deleted(int length) implements Content {
    @Override
    public int ref() {
      return 1;
    }

    @Override
    public boolean isCountable() {
      return false;
    }

    @Override
    public Content head(int count) {
      return new Deleted(count);
    }

    @Override
    public Content tail(int count) {
      return new Deleted(length - count);
    }

    @Override
    public Content join(Content right) {
      return right instanceof Deleted other ? new Deleted(length + other.length) : null;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarUint(length);
    }
  }

  /** JSON texts, or {@code undefined}; written by old versions of Yjs. */
  record Json(String[] texts) implements Content {
    @Override
    public int ref() {
      return 2;
    }

    @Override
    public int length() {
      return texts.length;
    }

    @Override
    public int partCount() {
      return length();
    }

    @Override
    public Content head(int count) {
      return new Json(Arrays.copyOf(texts, count));
    }

    @Override
    public Content tail(int count) {
      return new Json(Arrays.copyOfRange(texts, count, texts.length));
    }

    @Override
    public Content join(Content right) {
      return right instanceof Json other && length() + other.length() <= Joining.MAX_VALUES
          ? new Json(Joining.concat(texts, other.texts))
          : null;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarUint(texts.length);
      for (String text : texts) {
        encoder.writeVarString(text);
      }
    }
  }

  record Binary(byte[] bytes) implements Content {
    @Override
    public int ref() {
      return 3;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarBytes(bytes);
    }
  }

  /** Text; its elements are UTF-16 code units. A pair that is torn apart becomes U+FFFD twice. */
  record Str(String text) implements Content {
    @Override
    public int ref() {
      return 4;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public Content head(int count) {
      return new Str(
          tears(count)
              ? text.substring(0, count - 1) + Utf16.REPLACEMENT
              : text.substring(0, count));
    }

    @Override
    public Content tail(int count) {
      return new Str(
          tears(count) ? Utf16.REPLACEMENT + text.substring(count + 1) : text.substring(count));
    }

    private boolean tears(int count) {
      return Character.isHighSurrogate(text.charAt(count - 1));
    }

    @Override
    public Content join(Content right) {
      return right instanceof Str other && length() + other.length() <= Joining.MAX_TEXT
          ? new Str(text.concat(other.text))
          : null;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarString(text);
    }
  }

  /** An object inside of a text, as JSON. */
  record Embed(String json) implements Content {
    @Override
    public int ref() {
      return 5;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarString(json);
    }
  }

  /** From here on a text's attribute {@code key} has the value {@code json}; "null" ends it. */
  record Format(String key, String json) implements Content {
    @Override
    public int ref() {
      return 6;
    }

    @Override
    public boolean isCountable() {
      return false;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarString(key);
      encoder.writeVarString(json);
    }
  }

  /** A shared type, empty at first; {@code name} is null unless the kind is named. */
  record Type(TypeKind kind, String name) implements Content {
    @Override
    public int ref() {
      return 7;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarUint(kind.ordinal());
      if (kind.isNamed()) {
        encoder.writeVarString(name);
      }
    }
  }

  /** Values in the "any" encoding, one array of bytes each. */
  record Values(byte[][] encoded) implements Content {
    @Override
    public int ref() {
      return 8;
    }

    @Override
    public int length() {
      return encoded.length;
    }

    @Override
    public int partCount() {
      return length();
    }

    @Override
    public Content head(int count) {
      return new Values(Arrays.copyOf(encoded, count));
    }

    @Override
    public Content tail(int count) {
      return new Values(Arrays.copyOfRange(encoded, count, encoded.length));
    }

    @Override
    public Content join(Content right) {
      return right instanceof Values other && length() + other.length() <= Joining.MAX_VALUES
          ? new Values(Joining.concat(encoded, other.encoded))
          : null;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarUint(encoded.length);
      for (byte[] value : encoded) {
        encoder.writeBytes(value);
      }
    }
  }

  /** A document of its own, known by its guid; {@code options} is an "any" object. */
  record Subdocument(String guid, byte[] options) implements Content {
    @Override
    public int ref() {
      return 9;
    }

    @Override
    public void write(Encoder encoder) {
      encoder.writeVarString(guid);
      encoder.writeBytes(options);
    }
  }
}
