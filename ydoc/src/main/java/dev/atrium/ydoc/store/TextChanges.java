package dev.atrium.ydoc.store;

import static dev.atrium.ydoc.store.Cursor.NO_VALUE;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.update.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a transaction did to a text, as a delta. */
public final class TextChanges {

  private enum Step {
    NONE,
    INSERT,
    RETAIN,
    DELETE
  }

  private final Changes changes;
  private final Function<Branch, Object> view;
  private final List<DeltaOp> ops = new ArrayList<>();

  /** The formats that hold at the place that has been reached: now, and before the transaction. */
  private final Map<String, String> current = new LinkedHashMap<>();

  private final Map<String, String> before = new LinkedHashMap<>();

  /** How the formats of what stays have changed. */
  private final Map<String, String> changedFormats = new LinkedHashMap<>();

  private final StringBuilder inserted = new StringBuilder();
  private Step step = Step.NONE;
  private int length;

  private TextChanges(Changes changes, Function<Branch, Object> view) {
    this.changes = changes;
    this.view = view;
  }

  public static List<DeltaOp> delta(Branch branch, Changes changes, Function<Branch, Object> view) {
    TextChanges walk = new TextChanges(changes, view);
    for (Item item = branch.start; item != null; item = item.right) {
      walk.pass(item);
    }
    walk.flush();
    walk.dropTrailingRetains();
    return walk.ops;
  }

  private void pass(Item item) {
    switch (item.content) {
      case Content.Str text -> passElements(item, text.text());
      case Content.Embed _, Content.Type _ -> passElements(item, null);
      case Content.Format format -> passFormat(item, format);
      default -> {}
    }
  }

  private void passElements(Item item, String text) {
    if (changes.adds(item)) {
      if (!item.isDeleted()) {
        insert(item, text);
      }
    } else if (!item.isDeleted()) {
      begin(Step.RETAIN);
      length += item.length;
    } else if (changes.deletes(item)) {
      begin(Step.DELETE);
      length += item.length;
    }
  }

  private void insert(Item item, String text) {
    if (text != null) {
      begin(Step.INSERT);
      inserted.append(text);
    } else {
      flush();
      Object value = TextReading.shown(item, view);
      ops.add(new DeltaOp.Insert(value, TextReading.parse(current)));
    }
  }

  private void passFormat(Item item, Content.Format format) {
    String key = format.key();
    String value = format.json();
    if (changes.adds(item)) {
      if (!item.isDeleted() && !value.equals(get(current, key))) {
        change(key, value.equals(get(before, key)) ? null : value);
      }
    } else if (!item.isDeleted()) {
      Cursor.apply(before, format);
      String changed = changedFormats.get(key);
      if (changed != null && !changed.equals(value)) {
        change(key, value.equals(NO_VALUE) ? null : value);
      }
    } else if (changes.deletes(item)) {
      Cursor.apply(before, format);
      if (!value.equals(get(current, key))) {
        change(key, get(current, key));
      }
    }
    if (!item.isDeleted()) {
      if (step == Step.INSERT) {
        flush();
      }
      Cursor.apply(current, format);
    }
  }

  /** From here on what stays has got another value, or its old one when {@code value} is null. */
  private void change(String key, String value) {
    if (step == Step.RETAIN) {
      flush();
    }
    if (value == null) {
      changedFormats.remove(key);
    } else {
      changedFormats.put(key, value);
    }
  }

  private static String get(Map<String, String> formats, String key) {
    return formats.getOrDefault(key, NO_VALUE);
  }

  private void begin(Step next) {
    if (step != next) {
      flush();
      step = next;
    }
  }

  private void flush() {
    switch (step) {
      case INSERT -> ops.add(new DeltaOp.Insert(inserted.toString(), TextReading.parse(current)));
      case RETAIN -> ops.add(new DeltaOp.Retain(length, TextReading.parse(changedFormats)));
      case DELETE -> ops.add(new DeltaOp.Delete(length));
      case NONE -> {}
    }
    inserted.setLength(0);
    length = 0;
    step = Step.NONE;
  }

  private void dropTrailingRetains() {
    while (!ops.isEmpty()
        && ops.getLast() instanceof DeltaOp.Retain retain
        && retain.attributes().isEmpty()) {
      ops.removeLast();
    }
  }
}
