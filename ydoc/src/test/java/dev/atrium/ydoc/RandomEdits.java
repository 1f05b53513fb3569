package dev.atrium.ydoc;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random edits of a document, of every kind that the API offers. */
final class RandomEdits {

  private static final List<String> WORDS =
      List.of("q", "rs", "tuv\n", "ß", "😎", "🏳️‍🌈", "   ", "\r\n", "and something longer, ");
  private static final List<String> KEYS = List.of("k0", "k1", "k2", "ключ");

  private final Random random;

  RandomEdits(long seed) {
    random = new Random(seed);
  }

  void edit(Doc doc) {
    if (random.nextInt(5) == 0) {
      doc.transact(
          "two at once",
          () -> {
            editOnce(doc);
            editOnce(doc);
          });
    } else {
      editOnce(doc);
    }
  }

  private void editOnce(Doc doc) {
    int dice = random.nextInt(20);
    if (dice < 8) {
      editText(doc.text("text"));
    } else if (dice < 12) {
      editRichText(doc.text("rich"));
    } else if (dice < 15) {
      editMap(doc.map("map"), 0);
    } else {
      editArray(doc.array("array"), 0);
    }
  }

  private void editText(Text text) {
    int length = text.length();
    if (length == 0 || random.nextInt(3) > 0) {
      text.insert(random.nextBoolean() ? length : random.nextInt(length + 1), pick(WORDS));
    } else {
      int at = random.nextInt(length);
      text.delete(at, 1 + random.nextInt(Math.min(8, length - at)));
    }
  }

  private void editRichText(Text text) {
    int length = text.length();
    int dice = random.nextInt(10);
    if (length > 0 && dice < 3) {
      int at = random.nextInt(length);
      text.format(at, 1 + random.nextInt(Math.min(6, length - at)), attributes());
    } else if (dice == 3) {
      text.insertEmbed(
          random.nextInt(length + 1), Map.of("image", random.nextInt(9)), attributes());
    } else if (dice == 4) {
      text.insert(random.nextInt(length + 1), pick(WORDS), attributes());
    } else {
      editText(text);
    }
  }

  private void editMap(MapType map, int depth) {
    String key = pick(KEYS);
    switch (random.nextInt(10)) {
      case 0 -> map.remove(key);
      case 1 -> map.setText(key).insert(0, pick(WORDS));
      case 2 -> map.setMap(key).set("x", random.nextInt(9));
      case 3 -> map.setArray(key).add("y");
      default -> {
        if (map.get(key) instanceof SharedType inner) {
          editAny(inner, depth + 1);
        } else {
          map.set(key, value());
        }
      }
    }
  }

  private void editArray(ArrayType array, int depth) {
    int length = array.length();
    int dice = random.nextInt(10);
    int at = random.nextInt(length + 1);
    if (at < length && dice < 2) {
      array.delete(at, 1 + random.nextInt(Math.min(3, length - at)));
    } else if (dice == 2) {
      array.insertText(at).insert(0, pick(WORDS));
    } else if (dice == 3) {
      array.insertMap(at).set("x", value());
    } else if (at < length && dice < 6) {
      if (array.get(at) instanceof SharedType inner) {
        editAny(inner, depth + 1);
      }
    } else {
      array.insert(at, Arrays.asList(value(), value()));
    }
  }

  private void editAny(SharedType type, int depth) {
    if (depth > 4) {
      return;
    }
    switch (type) {
      case Text text -> editText(text);
      case MapType map -> editMap(map, depth);
      case ArrayType array -> editArray(array, depth);
      case XmlType _ -> {}
    }
  }

  private Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    switch (random.nextInt(5)) {
      case 0 -> attributes.put("bold", true);
      case 1 -> attributes.put("bold", null);
      case 2 -> attributes.put("color", pick(List.of("red", "blue")));
      case 3 -> attributes.put("link", Map.of("href", "x"));
      default -> {
        attributes.put("italic", true);
        attributes.put("color", null);
      }
    }
    return attributes;
  }

  private Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(2000) - 1000;
      case 1 -> random.nextDouble();
      case 2 -> pick(WORDS);
      case 3 -> null;
      case 4 -> List.of(1, Map.of("deep", List.of("er")));
      case 5 -> new byte[] {9, 8, (byte) random.nextInt(256)};
      case 6 -> random.nextBoolean();
      default -> 1L << 45;
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
