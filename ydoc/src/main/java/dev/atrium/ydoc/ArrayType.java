package dev.atrium.ydoc;

import dev.atrium.ydoc.store.Branch;
import dev.atrium.ydoc.store.Editor;
import dev.atrium.ydoc.store.ListChanges;
import dev.atrium.ydoc.store.Reading;
import dev.atrium.ydoc.update.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Values in a row; those of {@link dev.atrium.ydoc.encoding.Any}, or shared types.
 *
 * @see <a href="https://docs.yjs.dev/api/shared-types/y.array">Y.Array</a>
 */
public final class ArrayType extends SharedType {

  private final Observers<SequenceEvent<ArrayType>> observers = new Observers<>();

  ArrayType(Doc doc, Branch branch) {
    super(doc, branch);
  }

  public int length() {
    return branch().length();
  }

  public Object get(int index) {
    Objects.checkIndex(index, length());
    return shown(Reading.element(branch(), index));
  }

  /** A copy of what is there. */
  public List<Object> toList() {
    List<Object> values = new ArrayList<>(length());
    Reading.list(branch()).forEach(value -> values.add(shown(value)));
    return values;
  }

  /** Throws IllegalArgumentException for a value that Yjs does not know. */
  public void insert(int index, List<?> values) {
    List<Content> contents = ContentOf.values(values);
    requireRange(0, index, length());
    if (!contents.isEmpty()) {
      insertContents(index, contents);
    }
  }

  public void add(Object value) {
    insertContents(length(), List.of(ContentOf.value(value)));
  }

  /** Inserts a new text, and returns it. */
  public Text insertText(int index) {
    return (Text) insertType(index, ContentOf.TEXT);
  }

  /** Inserts a new map, and returns it. */
  public MapType insertMap(int index) {
    return (MapType) insertType(index, ContentOf.MAP);
  }

  /** Inserts a new array, and returns it. */
  public ArrayType insertArray(int index) {
    return (ArrayType) insertType(index, ContentOf.ARRAY);
  }

  public void delete(int index, int length) {
    requireRange(index, index + length, length());
    if (length > 0) {
      doc()
          .edit(
              () -> {
                editor().delete(index, length);
                return null;
              });
    }
  }

  /** Calls {@code observer} after every transaction that has inserted or deleted something. */
  public Subscription observe(Consumer<SequenceEvent<ArrayType>> observer) {
    return observers.add(observer);
  }

  @Override
  void notifyObservers(Transaction transaction, Set<String> keys, Failures failures) {
    observers.notify(
        new SequenceEvent<>(
            this,
            transaction,
            () -> ListChanges.delta(branch(), transaction.openChanges(), this::viewOf)),
        failures);
  }

  private SharedType insertType(int index, Content.Type type) {
    requireRange(0, index, length());
    return doc().view(insertContents(index, List.of(type)));
  }

  private Branch insertContents(int index, List<Content> contents) {
    return doc().edit(() -> editor().insert(index, contents));
  }

  private Editor editor() {
    return new Editor(doc().store(), doc().changes(), doc().clientId(), branch());
  }
}
