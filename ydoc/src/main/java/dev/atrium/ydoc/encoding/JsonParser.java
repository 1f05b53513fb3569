package dev.atrium.ydoc.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads one JSON text by recursive descent, at most {@link Any#MAX_DEPTH} deep. */
final class JsonParser {

  private final String text;
  private int position;
  private int depth;

  JsonParser(String text) {
    this.text = text;
  }

  Object parseWhole() {
    Object value = parseValue();
    if (position < text.length()) {
      throw refused("something follows the value");
    }
    return value;
  }

  /** A value with the space around it. */
  private Object parseValue() {
    skipSpace();
    Object value =
        switch (peek()) {
          case '{' -> nested(this::parseObject);
          case '[' -> nested(this::parseArray);
          case '"' -> parseString();
          case 't' -> literal("true", true);
          case 'f' -> literal("false", false);
          case 'n' -> literal("null", null);
          default -> parseNumber();
        };
    skipSpace();
    return value;
  }

  private Object nested(Supplier<Object> parse) {
    if (++depth > Any.MAX_DEPTH) {
      throw refused("values nest more than " + Any.MAX_DEPTH + " deep");
    }
    position++;
    Object value = parse.get();
    depth--;
    return value;
  }

  private Map<String, Object> parseObject() {
    Map<String, Object> object = new LinkedHashMap<>();
    skipSpace();
    if (peek() == '}') {
      position++;
      return Map.of();
    }
    do {
      skipSpace();
      String key = parseString();
      skipSpace();
      expect(':');
      object.put(key, parseValue());
    } while (another('}'));
    return Collections.unmodifiableMap(object);
  }

  private List<Object> parseArray() {
    List<Object> array = new ArrayList<>();
    skipSpace();
    if (peek() == ']') {
      position++;
      return List.of();
    }
    do {
      array.add(parseValue());
    } while (another(']'));
    return Collections.unmodifiableList(array);
  }

  private boolean another(char end) {
    if (peek() == ',') {
      position++;
      return true;
    }
    expect(end);
    return false;
  }

  private String parseString() {
    expect('"');
    int start = position;
    while (peek() != '"' && peek() != '\\') {
      plainUnit();
    }
    if (peek() == '"') {
      return text.substring(start, position++);
    }
    StringBuilder value = new StringBuilder().append(text, start, position);
    while (peek() != '"') {
      value.append(peek() == '\\' ? parseEscape() : plainUnit());
    }
    position++;
    return value.toString();
  }

  private char plainUnit() {
    char unit = text.charAt(position++);
    if (unit < 0x20) {
      throw refused("a control character in a string");
    }
    return unit;
  }

  private char parseEscape() {
    position++;
    char escape = peek();
    position++;
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> parseHex();
      default -> throw refused("an unknown escape");
    };
  }

  private char parseHex() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char next = peek();
      int digit = next < 0x80 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        throw refused("a malformed escape");
      }
      unit = unit << 4 | digit;
      position++;
    }
    return (char) unit;
  }

  private Number parseNumber() {
    int start = position;
    skipIf('-');
    if (!skipIf('0')) {
      skipDigits();
    }
    if (skipIf('.')) {
      skipDigits();
    }
    if (skipIf('e') || skipIf('E')) {
      if (!skipIf('+')) {
        skipIf('-');
      }
      skipDigits();
    }
    return Any.number(Double.parseDouble(text.substring(start, position)));
  }

  private void skipDigits() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw refused("no JSON value");
    }
  }

  private boolean skipIf(char unit) {
    boolean there = position < text.length() && text.charAt(position) == unit;
    if (there) {
      position++;
    }
    return there;
  }

  private Object literal(String name, Object value) {
    if (!text.startsWith(name, position)) {
      throw refused("no JSON value");
    }
    position += name.length();
    return value;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private void expect(char unit) {
    if (peek() != unit) {
      throw refused("expected '" + unit + "'");
    }
    position++;
  }

  private char peek() {
    if (position >= text.length()) {
      throw refused("the JSON text ends too early");
    }
    return text.charAt(position);
  }

  private DecodingException refused(String why) {
    return new DecodingException(why + " (at character " + position + " of a JSON text)");
  }
}
