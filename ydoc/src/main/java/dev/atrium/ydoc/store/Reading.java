package dev.atrium.ydoc.store;

import dev.atrium.ydoc.encoding.Any;
import dev.atrium.ydoc.encoding.Json;
import dev.atrium.ydoc.encoding.Undefined;
import dev.atrium.ydoc.update.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of lists and maps. Values are those of {@link Any}; a shared type is its {@link
 * Branch}, a subdocument its {@link Content.Subdocument}.
 */
public final class Reading {

  private Reading() {}

  public static List<Object> list(Branch branch) {
    List<Object> values = new ArrayList<>(branch.length);
    for (Item item = branch.start; item != null; item = item.right) {
      if (item.isVisible()) {
        addValues(item, values);
      }
    }
    return values;
  }

  /** The element {@code index}, which must be in range. */
  public static Object element(Branch branch, int index) {
    Markers.Found found = branch.markers().find(index);
    int rest = index - found.index();
    Item item = found.item();
    while (!item.isVisible() || rest >= item.length) {
      rest -= item.isVisible() ? item.length : 0;
      item = item.right;
    }
    return value(item, rest);
  }

  public static Map<String, Object> entries(Branch branch) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (branch.hasEntries()) {
      branch
          .entries()
          .forEach(
              (key, item) -> {
                if (!item.isDeleted()) {
                  values.put(key, value(item, item.length - 1));
                }
              });
    }
    return values;
  }

  public static boolean hasEntry(Branch branch, String key) {
    return branch.hasEntries()
        && branch.entries().get(key) instanceof Item item
        && !item.isDeleted();
  }

  /** The value of {@code key}, or null. */
  public static Object entry(Branch branch, String key) {
    return hasEntry(branch, key) ? last(branch.entries().get(key)) : null;
  }

  static Object last(Item item) {
    return value(item, item.length - 1);
  }

  static void addValues(Item item, List<Object> values) {
    for (int i = 0; i < item.length; i++) {
      values.add(value(item, i));
    }
  }

  static Object value(Item item, int index) {
    return switch (item.content) {
      case Content.Values values -> Any.decode(values.encoded()[index]);
      case Content.Json json -> parse(json.texts()[index]);
      case Content.Str text -> String.valueOf(text.text().charAt(index));
      case Content.Binary binary -> binary.bytes().clone();
      case Content.Embed embed -> Json.parse(embed.json());
      case Content.Type _ -> ((TypeItem) item).branch;
      case Content.Subdocument subdocument -> subdocument;
      case Content.Format _, Content.Deleted _ -> Undefined.INSTANCE;
    };
  }

  private static Object parse(String text) {
    return text.equals("undefined") ? Undefined.INSTANCE : Json.parse(text);
  }
}
