package dev.atrium.ydoc;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.encoding.Json;
import dev.atrium.ydoc.encoding.Utf16;
import dev.atrium.ydoc.store.Branch;
import dev.atrium.ydoc.store.TextChanges;
import dev.atrium.ydoc.store.TextEditor;
import dev.atrium.ydoc.store.TextReading;
import dev.atrium.ydoc.update.Content;
import java.io.Reader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Text, with formats and embedded objects if one likes. Positions and lengths are in UTF-16 code
 * units, as in JavaScript and Java; an embed counts as one.
 *
 * @see <a href="https://docs.yjs.dev/api/shared-types/y.text">Y.Text</a>
 */
public final class Text extends SharedType {

  private final Observers<SequenceEvent<Text>> observers = new Observers<>();

  Text(Doc doc, Branch branch) {
    super(doc, branch);
  }

  public int length() {
    return branch().length();
  }

  /** Inserts with the formats that hold there. Half a surrogate pair becomes U+FFFD. */
  public void insert(int index, String text) {
    insert(index, text, null);
  }

  /**
   * Inserts with no formats but {@code attributes}.
   *
   * @param attributes JSON values by key
   */
  public void insert(int index, String text, Map<String, ?> attributes) {
    requireRange(0, index, length());
    if (!text.isEmpty()) {
      insert(index, new Content.Str(Utf16.wellFormed(text)), attributes);
    }
  }

  /** Inserts an object, which is a JSON value, with no formats but {@code attributes}. */
  public void insertEmbed(int index, Object embed, Map<String, ?> attributes) {
    requireRange(0, index, length());
    insert(index, new Content.Embed(Json.write(embed)), attributes);
  }

  public void delete(int index, int length) {
    requireRange(index, index + length, length());
    if (length > 0) {
      edit(editor -> editor.delete(index, length));
    }
  }

  /**
   * Sets formats; a value of null takes one away. Surrogate pairs are formatted as a whole: to
   * divide one changes it, and when no format begins there others would not learn of it.
   */
  public void format(int index, int length, Map<String, ?> attributes) {
    requireRange(index, index + length, length());
    if (length > 0 && !attributes.isEmpty()) {
      int from = isInsidePair(index) ? index - 1 : index;
      int to = isInsidePair(index + length) ? index + length + 1 : index + length;
      edit(editor -> editor.format(from, to - from, encode(attributes)));
    }
  }

  /** All of the text without embeds. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(length());
    pieces().forEachRemaining(all::append);
    return all.toString();
  }

  /** What stands from {@code from} to {@code to}, without embeds. */
  public String slice(int from, int to) {
    requireRange(from, to, length());
    return TextReading.slice(branch(), from, to);
  }

  /** The text in pieces, without building all of it. It must not be changed meanwhile. */
  public Iterator<String> pieces() {
    return TextReading.pieces(branch());
  }

  /**
   * The text as a stream of characters. It must not be changed meanwhile; closing is not needed.
   */
  public Reader reader() {
    return new PieceReader(pieces());
  }

  /** Line by line, each with its line break (LF or CRLF); together they are the text. */
  public Iterator<String> lines() {
    return new LineIterator(pieces());
  }

  /** The text with its formats and embeds, as insertions. */
  public List<DeltaOp> toDelta() {
    return TextReading.delta(branch(), this::viewOf);
  }

  /** Calls {@code observer} after every transaction that has changed the text. */
  public Subscription observe(Consumer<SequenceEvent<Text>> observer) {
    return observers.add(observer);
  }

  @Override
  void notifyObservers(Transaction transaction, Set<String> keys, Failures failures) {
    observers.notify(
        new SequenceEvent<>(
            this,
            transaction,
            () -> TextChanges.delta(branch(), transaction.openChanges(), this::viewOf)),
        failures);
  }

  private boolean isInsidePair(int index) {
    if (index == 0 || index == length()) {
      return false;
    }
    String around = slice(index - 1, index + 1);
    return around.length() == 2 && Character.isSurrogatePair(around.charAt(0), around.charAt(1));
  }

  private void insert(int index, Content content, Map<String, ?> attributes) {
    Map<String, String> encoded = attributes == null ? null : encode(attributes);
    edit(editor -> editor.insert(index, content, encoded));
  }

  private void edit(Consumer<TextEditor> edit) {
    doc()
        .edit(
            () -> {
              edit.accept(
                  new TextEditor(doc().store(), doc().changes(), doc().clientId(), branch()));
              return null;
            });
  }

  private static Map<String, String> encode(Map<String, ?> attributes) {
    Map<String, String> encoded = LinkedHashMap.newLinkedHashMap(attributes.size());
    attributes.forEach((key, value) -> encoded.put(key, Json.write(value)));
    return encoded;
  }
}
