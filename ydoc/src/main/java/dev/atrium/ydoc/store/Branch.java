package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.TypeKind;
import java.util.HashMap;
import java.util.Map;

/**
 * A shared type: a list of items, and lists of items by key, of which the last is the value. What
 * it is called, a text or a map, is a matter of who looks at it.
 */
public final class Branch {

  /** Null for a top-level type. */
  final TypeItem item;

  /** Null unless it is a top-level type. */
  final String rootName;

  private final Content.Type type;

  Item start;

  /** The sum of the lengths of all visible items of the list. */
  int length;

  /** Whether there has ever been a format in the list. */
  boolean formatted;

  private Map<String, Item> entries;
  private Markers markers;
  private Object view;

  private Branch(TypeItem item, String rootName, Content.Type type) {
    this.item = item;
    this.rootName = rootName;
    this.type = type;
  }

  static Branch root(String name) {
    return new Branch(null, name, null);
  }

  static Branch nested(TypeItem item, Content.Type type) {
    return new Branch(item, null, type);
  }

  /** Null for a top-level type, whose kind is not recorded. */
  public TypeKind kind() {
    return type == null ? null : type.kind();
  }

  /** The name of an XML element or hook, or null. */
  public String name() {
    return type == null ? null : type.name();
  }

  public int length() {
    return length;
  }

  /** How many types it is inside of; 0 for a top-level one. */
  int depth() {
    int depth = 0;
    for (Branch at = this; at.item != null; at = at.item.parent) {
      depth++;
    }
    return depth;
  }

  public boolean isDeleted() {
    return item != null && item.isDeleted();
  }

  /** The object by which the branch is known outside, or null. */
  public Object view() {
    return view;
  }

  public void setView(Object view) {
    this.view = view;
  }

  /** The last item of every key. */
  Map<String, Item> entries() {
    if (entries == null) {
      entries = new HashMap<>();
    }
    return entries;
  }

  boolean hasEntries() {
    return entries != null && !entries.isEmpty();
  }

  /** The first item of the list of {@code key}, or of the list when that is null. */
  Item first(String key) {
    if (key == null) {
      return start;
    }
    Item first = entries().get(key);
    while (first != null && first.left != null) {
      first = first.left;
    }
    return first;
  }

  Markers markers() {
    if (markers == null) {
      markers = new Markers(this);
    }
    return markers;
  }

  /** {@code from} is about to become the end of {@code into}, its neighbour. */
  void moveMarkers(Item from, Item into) {
    if (markers != null) {
      markers.moved(from, into);
    }
  }

  /** Forgets known positions; after anything but an edit by position. */
  void dropMarkers() {
    markers = null;
  }

  void clear() {
    start = null;
    entries = null;
    markers = null;
  }
}
