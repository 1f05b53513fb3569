package dev.atrium.ydoc.store;

import static dev.atrium.ydoc.store.Cursor.NO_VALUE;

import dev.atrium.ydoc.update.Content;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Edits a text with formats. A format is an item that holds from its place on; so whoever inserts
 * with other formats than those around puts them before it, and what held before behind it.
 *
 * @see <a href="https://github.com/yjs/yjs/blob/main/src/types/YText.js">YText.js</a>
 */
public final class TextEditor extends Editor {

  public TextEditor(BlockStore store, Changes changes, long client, Branch branch) {
    super(store, changes, client, branch);
  }

  /**
   * Inserts before the element {@code index}.
   *
   * @param attributes JSON by key; null to go on with the formats that hold there
   */
  public void insert(int index, Content content, Map<String, String> attributes) {
    Cursor cursor = Cursor.at(store, changes, branch, index);
    Map<String, String> wanted =
        new LinkedHashMap<>(attributes == null ? cursor.attributes : attributes);
    cursor.attributes.keySet().forEach(key -> wanted.putIfAbsent(key, NO_VALUE));
    skipRedundant(cursor, wanted);
    Map<String, String> previous = begin(cursor, wanted);
    if (!branch.formatted) {
      branch.markers().inserting(index, content.length());
    }
    insert(cursor, content);
    end(cursor, previous);
  }

  @Override
  public void delete(int index, int length) {
    if (!branch.formatted) {
      super.delete(index, length);
      return;
    }
    Cursor cursor = Cursor.at(store, changes, branch, index);
    Map<String, String> before = new LinkedHashMap<>(cursor.attributes);
    Item start = cursor.right;
    int rest = length;
    for (; rest > 0; cursor.forward()) {
      if (cursor.right.isVisible()) {
        rest -= deleteNext(cursor, rest);
      }
    }
    removeUseless(start, before);
  }

  /** Sets attributes of the elements from {@code index} on; a value of "null" takes one away. */
  public void format(int index, int length, Map<String, String> attributes) {
    Cursor cursor = Cursor.start(branch);
    cursor.advance(store, changes, index);
    skipRedundant(cursor, attributes);
    Map<String, String> previous = begin(cursor, attributes);
    int rest = length;
    while (cursor.right != null && (rest > 0 || !previous.isEmpty() && !cursor.right.isVisible())) {
      Item next = cursor.right;
      if (next.isVisible()) {
        if (rest < next.length) {
          store.divide(changes, next, rest);
        }
        rest -= next.length;
      } else if (next.content instanceof Content.Format format && !next.isDeleted()) {
        if (!overrule(format, next, attributes, previous, rest)) {
          break;
        }
      }
      cursor.forward();
    }
    end(cursor, previous);
  }

  /** Deals with a format inside of what is formatted; false when nothing behind it needs a look. */
  private boolean overrule(
      Content.Format format,
      Item item,
      Map<String, String> attributes,
      Map<String, String> previous,
      int rest) {
    String wanted = attributes.get(format.key());
    if (wanted == null) {
      return true;
    }
    if (wanted.equals(format.json())) {
      previous.remove(format.key());
    } else if (rest == 0) {
      return false;
    } else {
      previous.put(format.key(), format.json());
    }
    Deletion.delete(changes, item);
    return true;
  }

  /** Passes what is deleted, and formats that say what is wanted anyway. */
  private static void skipRedundant(Cursor cursor, Map<String, String> wanted) {
    while (cursor.right != null
        && (cursor.right.isDeleted()
            || cursor.right.content instanceof Content.Format format
                && format.json().equals(wanted.getOrDefault(format.key(), NO_VALUE)))) {
      cursor.forward();
    }
  }

  /** Begins the wanted formats; returns what must hold again behind what they are for. */
  private Map<String, String> begin(Cursor cursor, Map<String, String> wanted) {
    Map<String, String> previous = new LinkedHashMap<>();
    wanted.forEach(
        (key, value) -> {
          String current = cursor.attributes.getOrDefault(key, NO_VALUE);
          if (!current.equals(value)) {
            previous.put(key, current);
            insert(cursor, new Content.Format(key, value));
          }
        });
    return previous;
  }

  private void end(Cursor cursor, Map<String, String> previous) {
    while (!previous.isEmpty() && cursor.right != null) {
      if (!cursor.right.isDeleted()) {
        if (!(cursor.right.content instanceof Content.Format format)
            || !format.json().equals(previous.get(format.key()))) {
          break;
        }
        previous.remove(format.key());
      }
      cursor.forward();
    }
    previous.forEach((key, value) -> insert(cursor, new Content.Format(key, value)));
  }

  /** Deletes formats from {@code start} to the next visible item that no element needs any more. */
  private void removeUseless(Item start, Map<String, String> before) {
    Map<String, Item> last = new LinkedHashMap<>();
    Item end = start;
    for (; end != null && !end.isVisible(); end = end.right) {
      if (end.content instanceof Content.Format format && !end.isDeleted()) {
        last.put(format.key(), end);
      }
    }
    for (Item item = start; item != end; item = item.right) {
      if (item.content instanceof Content.Format format && !item.isDeleted()) {
        boolean overruled = last.get(format.key()) != item;
        if (overruled || format.json().equals(before.getOrDefault(format.key(), NO_VALUE))) {
          Deletion.delete(changes, item);
        }
      }
    }
  }
}
