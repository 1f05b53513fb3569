package dev.atrium.ydoc.store;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.encoding.Json;
import dev.atrium.ydoc.update.Content;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Reads texts, piece by piece. */
public final class TextReading {

  private TextReading() {}

  /** The pieces that the text consists of, none empty; embeds are left out. */
  public static Iterator<String> pieces(Branch branch) {
    return new Pieces(branch.start);
  }

  /** The elements from {@code from} to {@code to}, which must be in range; without embeds. */
  public static String slice(Branch branch, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    Item item = branch.start;
    int at = 0;
    if (!branch.formatted) {
      Markers.Found found = branch.markers().find(from);
      item = found.item();
      at = found.index();
    }
    for (; item != null && at < to; item = item.right) {
      if (!item.isVisible()) {
        continue;
      }
      if (item.content instanceof Content.Str piece && at + item.length > from) {
        out.append(piece.text(), Math.max(from - at, 0), Math.min(to - at, item.length));
      }
      at += item.length;
    }
    return out.toString();
  }

  /** The whole text as insertions; {@code view} turns a shared type into what is shown outside. */
  public static List<DeltaOp> delta(Branch branch, Function<Branch, Object> view) {
    List<DeltaOp> ops = new ArrayList<>();
    Map<String, String> attributes = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Item item = branch.start; item != null; item = item.right) {
      if (item.isDeleted()) {
        continue;
      }
      switch (item.content) {
        case Content.Str piece -> text.append(piece.text());
        case Content.Format format -> {
          flush(text, attributes, ops);
          Cursor.apply(attributes, format);
        }
        case Content.Embed _, Content.Type _ -> {
          flush(text, attributes, ops);
          ops.add(new DeltaOp.Insert(shown(item, view), parse(attributes)));
        }
        default -> {}
      }
    }
    flush(text, attributes, ops);
    return ops;
  }

  static Object shown(Item item, Function<Branch, Object> view) {
    Object value = Reading.value(item, 0);
    return value instanceof Branch branch ? view.apply(branch) : value;
  }

  static Map<String, Object> parse(Map<String, String> attributes) {
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(attributes.size());
    attributes.forEach((key, json) -> values.put(key, Json.parse(json)));
    return values;
  }

  private static void flush(StringBuilder text, Map<String, String> attributes, List<DeltaOp> ops) {
    if (!text.isEmpty()) {
      ops.add(new DeltaOp.Insert(text.toString(), parse(attributes)));
      text.setLength(0);
    }
  }

  private static final class Pieces implements Iterator<String> {

    private Item next;

    Pieces(Item start) {
      next = start;
      skipOthers();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public String next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      String piece = ((Content.Str) next.content).text();
      next = next.right;
      skipOthers();
      return piece;
    }

    private void skipOthers() {
      while (next != null && (next.isDeleted() || !(next.content instanceof Content.Str))) {
        next = next.right;
      }
    }
  }
}
