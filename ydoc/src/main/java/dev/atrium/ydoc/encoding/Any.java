package dev.atrium.ydoc.encoding;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * lib0's "any" values, which carry what a Yjs map or array holds.
 *
 * <table>
 * <caption>JavaScript and Java</caption>
 * <tr><td>undefined, null, boolean, string</td><td>{@link Undefined}, null, Boolean, String</td></tr>
 * <tr><td>number</td><td>Long when it is an integer that JavaScript holds exactly, else Double</td></tr>
 * <tr><td>bigint</td><td>BigInteger of at most 64 bits</td></tr>
 * <tr><td>object, array, Uint8Array</td><td>Map with its order, List, byte[]</td></tr>
 * </table>
 *
 * <p>What is read is unmodifiable. Values nest at most {@value #MAX_DEPTH} deep.
 *
 * @see <a href="https://github.com/dmonad/lib0/blob/main/encoding.js">writeAny in
 *     lib0/encoding.js</a>
 */
public final class Any {

  /** Deeper values are refused when they are read and when they are written. */
  public static final int MAX_DEPTH = 256;

  private static final int UNDEFINED = 127;
  private static final int NULL = 126;
  private static final int INTEGER = 125;
  private static final int FLOAT32 = 124;
  private static final int FLOAT64 = 123;
  private static final int BIGINT = 122;
  private static final int FALSE = 121;
  private static final int TRUE = 120;
  private static final int STRING = 119;
  private static final int OBJECT = 118;
  private static final int ARRAY = 117;
  private static final int BYTES = 116;

  private Any() {}

  public static byte[] encode(Object value) {
    Encoder encoder = new Encoder();
    write(encoder, value);
    return encoder.toByteArray();
  }

  public static Object decode(byte[] bytes) {
    return read(new Decoder(bytes));
  }

  /** Throws IllegalArgumentException for a value that is none of those in the table. */
  public static void write(Encoder encoder, Object value) {
    write(encoder, value, 0);
  }

  public static Object read(Decoder decoder) {
    return read(decoder, 0);
  }

  /** The bytes of the next value, which is checked as if it were read. */
  public static byte[] readRaw(Decoder decoder) {
    int start = decoder.position();
    skip(decoder, 0);
    return decoder.copySince(start);
  }

  /** Whether the bytes of a value are those of an object. */
  public static boolean isObject(byte[] raw) {
    return (raw[0] & 0xff) == OBJECT;
  }

  private static void write(Encoder encoder, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a value nests more than " + MAX_DEPTH + " deep");
    }
    switch (value) {
      case null -> encoder.writeUint8(NULL);
      case Undefined _ -> encoder.writeUint8(UNDEFINED);
      case Boolean bool -> encoder.writeUint8(bool ? TRUE : FALSE);
      case BigInteger big -> {
        encoder.writeUint8(BIGINT);
        encoder.writeInt64(big.longValueExact());
      }
      case Number number -> writeNumber(encoder, number);
      case String string -> {
        encoder.writeUint8(STRING);
        encoder.writeVarString(string);
      }
      case byte[] bytes -> {
        encoder.writeUint8(BYTES);
        encoder.writeVarBytes(bytes);
      }
      case List<?> list -> {
        encoder.writeUint8(ARRAY);
        encoder.writeVarUint(list.size());
        list.forEach(element -> write(encoder, element, depth + 1));
      }
      case Map<?, ?> map -> {
        encoder.writeUint8(OBJECT);
        encoder.writeVarUint(map.size());
        map.forEach(
            (key, element) -> {
              encoder.writeVarString((String) key);
              write(encoder, element, depth + 1);
            });
      }
      default -> throw new IllegalArgumentException("no Yjs value: " + value.getClass().getName());
    }
  }

  /** As lib0 chooses: an integer of at most 31 bits, else the smallest float that is exact. */
  private static void writeNumber(Encoder encoder, Number number) {
    double value = number.doubleValue();
    if (number instanceof Long whole && (long) value != whole) {
      throw new IllegalArgumentException(whole + " is no JavaScript number; use a BigInteger");
    }
    if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      encoder.writeUint8(INTEGER);
      encoder.writeVarInt(1 / value < 0 || value < 0, (long) Math.abs(value));
    } else if ((float) value == value) {
      encoder.writeUint8(FLOAT32);
      encoder.writeFloat32((float) value);
    } else {
      encoder.writeUint8(FLOAT64);
      encoder.writeFloat64(value);
    }
  }

  private static Object read(Decoder decoder, int depth) {
    int type = readType(decoder, depth);
    return switch (type) {
      case UNDEFINED -> Undefined.INSTANCE;
      case NULL -> null;
      case INTEGER -> decoder.readVarInt();
      case FLOAT32 -> number(decoder.readFloat32());
      case FLOAT64 -> number(decoder.readFloat64());
      case BIGINT -> BigInteger.valueOf(decoder.readInt64());
      case FALSE -> false;
      case TRUE -> true;
      case STRING -> decoder.readVarString();
      case OBJECT -> readObject(decoder, depth);
      case ARRAY -> readArray(decoder, depth);
      default -> decoder.readVarBytes();
    };
  }

  private static Map<String, Object> readObject(Decoder decoder, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int left = decoder.readCount(2, "members"); left > 0; left--) {
      String key = decoder.readVarString();
      object.put(key, read(decoder, depth + 1));
    }
    return Collections.unmodifiableMap(object);
  }

  private static List<Object> readArray(Decoder decoder, int depth) {
    List<Object> array = new ArrayList<>();
    for (int left = decoder.readCount(1, "elements"); left > 0; left--) {
      array.add(read(decoder, depth + 1));
    }
    return Collections.unmodifiableList(array);
  }

  private static void skip(Decoder decoder, int depth) {
    int type = readType(decoder, depth);
    switch (type) {
      case INTEGER -> decoder.readVarInt();
      case FLOAT32 -> decoder.skip(4);
      case FLOAT64, BIGINT -> decoder.skip(8);
      case STRING -> decoder.readVarString();
      case BYTES -> decoder.skipVarBytes();
      case OBJECT -> {
        for (int left = decoder.readCount(2, "members"); left > 0; left--) {
          decoder.readVarString();
          skip(decoder, depth + 1);
        }
      }
      case ARRAY -> {
        for (int left = decoder.readCount(1, "elements"); left > 0; left--) {
          skip(decoder, depth + 1);
        }
      }
      default -> {}
    }
  }

  private static int readType(Decoder decoder, int depth) {
    int type = decoder.readUint8();
    if (type < BYTES || type > UNDEFINED) {
      throw decoder.refused("no value begins with " + type);
    }
    if (depth > MAX_DEPTH) {
      throw decoder.refused("a value nests more than " + MAX_DEPTH + " deep");
    }
    return type;
  }

  /** A JavaScript number as it is seen in Java: whole numbers are Longs, except negative zero. */
  static Number number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= Decoder.MAX_SAFE_INTEGER;
    return whole && !(value == 0 && 1 / value < 0) ? (Number) (long) value : (Number) value;
  }
}
