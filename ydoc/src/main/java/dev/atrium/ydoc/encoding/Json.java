package dev.atrium.ydoc.encoding;

import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259), as strict as {@code JSON.parse}: Yjs parses formats, embeds and awareness
 * states, so what it would choke on must be refused before it is passed on.
 *
 * <p>Java's values are those of {@link Any} without bytes, big integers and undefined.
 */
public final class Json {

  private Json() {}

  /** Throws {@link DecodingException} unless {@code text} is one JSON value. */
  public static Object parse(String text) {
    return new JsonParser(text).parseWhole();
  }

  /** The shortest text for {@code value}; IllegalArgumentException when JSON has none. */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, 0);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value, int depth) {
    if (depth > Any.MAX_DEPTH) {
      throw new IllegalArgumentException("a value nests more than " + Any.MAX_DEPTH + " deep");
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean bool -> out.append(bool);
      case Number number -> writeNumber(out, number);
      case String string -> writeString(out, string);
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          out.append(separator);
          write(out, element, depth + 1);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.append(separator);
          writeString(out, (String) member.getKey());
          out.append(':');
          write(out, member.getValue(), depth + 1);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }
  }

  private static void writeNumber(StringBuilder out, Number number) {
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) <= Decoder.MAX_SAFE_INTEGER) {
      out.append((long) value);
    } else {
      out.append(value);
    }
  }

  private static void writeString(StringBuilder out, String text) {
    out.append('"');
    String mended = Utf16.wellFormed(text);
    for (int i = 0; i < mended.length(); i++) {
      char unit = mended.charAt(i);
      switch (unit) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (unit < 0x20) {
            out.append(String.format("\\u%04x", (int) unit));
          } else {
            out.append(unit);
          }
        }
      }
    }
    out.append('"');
  }
}
